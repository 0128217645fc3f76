"""Evidence: what citizens send is fetched, searched for malware, sealed, and made safe to look at."""
