"""The processes of one job as a group that adds up: over NCCL where there are GPUs, else over gloo.

Azure ML sets MASTER_ADDR, MASTER_PORT, RANK, WORLD_SIZE and LOCAL_RANK of each process.
Source: azure-ai-docs machine-learning/how-to-train-distributed-gpu.md, PyTorch.
"""

import os

import torch
from torch import distributed


class Nodes:
    """The processes of this job, as `with` opens and closes it: `rank` is this one, of `size`."""

    library = torch

    def __enter__(self):
        self.device = torch.device("cpu")
        if torch.cuda.is_available():
            self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
            torch.cuda.set_device(self.device)
        distributed.init_process_group("nccl" if self.device.type == "cuda" else "gloo")
        self.rank, self.size = distributed.get_rank(), distributed.get_world_size()
        return self

    def __exit__(self, *_):
        distributed.destroy_process_group()

    def taken(self, numbers):
        """An array of this process on its device."""
        return torch.as_tensor(numbers, dtype=torch.float64, device=self.device)

    def given(self, numbers):
        """An array of the device, as numpy has it."""
        return numbers.cpu().numpy()

    def summed(self, numbers):
        """The sum of what every process gives, the same on each."""
        whole = numbers.clone()
        distributed.all_reduce(whole)
        return whole
