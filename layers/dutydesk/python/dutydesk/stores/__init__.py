"""What the desk remembers: one module per DynamoDB table that more than one function uses."""
