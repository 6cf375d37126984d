"""What Azure has of roles and operations, for the stand-in: ids of its own roles, and operations that it knows.

Sources: azure-docs role-based-access-control/built-in-roles; role-based-access-control/permissions, the files
ai-machine-learning.md (2024-02-07), storage.md, identity.md, monitor.md, management-and-governance.md; operations on
schedules from azure-ai-docs machine-learning/how-to-schedule-pipeline-job.md. That deployments of online endpoints have
a delete as those of batch endpoints do is not confirmed (HND45). Of the operations only those that roles of
institutions are made of.
"""

from __future__ import annotations

from ringfence.catalog.files import table

BUILT_IN = frozenset(row["id"] for row in table("roles")["roles"].values())
_ML, _BLOBS = (
    "microsoft.machinelearningservices/workspaces",
    "microsoft.storage/storageaccounts/blobservices/containers",
)
_WORKSPACES = """
read write delete listkeys/action liststorageaccountkeys/action
batchendpoints/read batchendpoints/write batchendpoints/delete batchendpoints/listkeys/action
batchendpoints/jobs/read batchendpoints/jobs/write batchendpoints/jobs/delete
batchendpoints/deployments/read batchendpoints/deployments/write batchendpoints/deployments/delete
batchendpoints/deployments/jobs/read batchendpoints/deployments/jobs/write batchendpoints/deployments/jobs/delete
codes/read codes/write codes/versions/read codes/versions/write
components/read components/write components/versions/read components/versions/write
computes/read computes/write computes/delete computes/listkeys/action computes/listnodes/action
data/read data/write data/versions/read data/versions/write
datasets/read datasets/write datasets/registered/read datasets/registered/write
datasets/unregistered/read datasets/unregistered/write
datastores/read datastores/write datastores/listsecrets/action
endpoints/pipelines/read endpoints/pipelines/write
environments/read environments/write environments/build/action environments/readsecrets/action
experiments/read experiments/write experiments/delete
experiments/runs/read experiments/runs/write experiments/runs/submit/action
jobs/read jobs/write jobs/delete jobs/cancel/action
metadata/artifacts/read metadata/artifacts/write metadata/secrets/read metadata/snapshots/read metadata/snapshots/write
metrics/resource/write models/read models/write models/delete models/versions/read models/versions/write
modules/read modules/write
onlineendpoints/read onlineendpoints/write onlineendpoints/delete onlineendpoints/score/action
onlineendpoints/token/action onlineendpoints/listkeys/action
onlineendpoints/deployments/read onlineendpoints/deployments/write onlineendpoints/deployments/delete
schedules/read schedules/write
"""
_OTHERS = """
microsoft.insights/autoscalesettings/read microsoft.insights/autoscalesettings/write
microsoft.managedidentity/userassignedidentities/read microsoft.managedidentity/userassignedidentities/assign/action
microsoft.resources/deployments/read microsoft.resources/deployments/write
microsoft.resources/deployments/validate/action
microsoft.resources/deployments/whatif/action microsoft.resources/deployments/operations/read
microsoft.resources/deployments/operationstatuses/read
microsoft.network/virtualnetworks/read microsoft.network/virtualnetworks/subnets/read
microsoft.network/virtualnetworks/subnets/join/action
microsoft.network/virtualnetworks/subnets/serviceassociationlinks/read
microsoft.network/virtualnetworks/subnets/serviceassociationlinks/validate/action
microsoft.network/virtualnetworks/subnets/serviceassociationlinks/write
microsoft.network/virtualnetworks/subnets/serviceassociationlinks/delete
"""
_DATA = "blobs/read blobs/write blobs/delete blobs/add/action blobs/move/action"
OPERATIONS = frozenset(
    {
        *(f"{_ML}/{one}" for one in _WORKSPACES.split()),
        *(f"{_BLOBS}/{one}" for one in _DATA.split()),
        *_OTHERS.split(),
    }
)
