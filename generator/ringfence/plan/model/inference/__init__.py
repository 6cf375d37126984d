"""What answers with a model, as the plan has it: endpoints, deployments, their scaling and their code."""
