"""What the account that is signed in may do, asked of Azure before anything is deployed."""
