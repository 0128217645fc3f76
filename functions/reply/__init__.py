"""The one way out for single messages: a reply that is owed reaches its person, or an officer hears why not."""
