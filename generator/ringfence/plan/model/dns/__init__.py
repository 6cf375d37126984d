"""What answers names: private resolvers and DNS security policies."""
