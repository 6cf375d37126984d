"""What the review says beside resources: defaults taken, accepted risks, rights of deployers."""
