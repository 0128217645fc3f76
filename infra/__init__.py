"""The Pulumi program: what a duty desk consists of in AWS."""
