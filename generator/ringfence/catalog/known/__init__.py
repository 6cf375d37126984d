"""What is known of Azure beside its types: traps, and the checks that confirm facts in a subscription."""
