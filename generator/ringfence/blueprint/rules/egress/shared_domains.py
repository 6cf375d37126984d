"""Stage 2, blueprint: the domains in which any customer of a provider may have a host."""

from __future__ import annotations

DEEP = (
    "amazonaws.com",
    "appspot.com",
    "azmk8s.io",
    "azure-api.net",
    "azurecontainer.io",
    "azurecontainerapps.io",
    "azurecr.io",
    "azurefd.net",
    "azurestaticapps.net",
    "azurewebsites.net",
    "batch.azure.com",
    "chinacloudapi.cn",
    "cloudapp.azure.com",
    "cloudflarestorage.com",
    "core.windows.net",
    "digitaloceanspaces.com",
    "elasticbeanstalk.com",
    "googleapis.com",
    "inference.ml.azure.com",
    "kusto.windows.net",
    "oraclecloud.com",
    "run.app",
    "storage.azure.net",
    "usgovcloudapi.net",
)
"""Customers' names stand at any depth below these, behind a region or a service."""
FLAT = (
    "atlassian.net",
    "azconfig.io",
    "azure-devices.net",
    "azurecr.cn",
    "azurecr.us",
    "azuredatabricks.net",
    "azureedge.net",
    "azurehdinsight.net",
    "azuresynapse.net",
    "azurewebsites.us",
    "chinacloudsites.cn",
    "cloudapp.net",
    "cloudfront.net",
    "cloudfunctions.net",
    "cognitiveservices.azure.com",
    "database.windows.net",
    "documents.azure.com",
    "eventgrid.azure.net",
    "fastly.net",
    "firebaseapp.com",
    "github.io",
    "githubusercontent.com",
    "gitlab.io",
    "herokuapp.com",
    "jfrog.io",
    "managedhsm.azure.net",
    "mariadb.database.azure.com",
    "mongo.cosmos.azure.com",
    "my.salesforce.com",
    "mysql.database.azure.com",
    "netlify.app",
    "ngrok-free.app",
    "ngrok.io",
    "onmicrosoft.com",
    "openai.azure.com",
    "pages.dev",
    "postgres.database.azure.com",
    "r2.dev",
    "redis.azure.net",
    "redis.cache.windows.net",
    "search.windows.net",
    "service-now.com",
    "service.signalr.net",
    "servicebus.windows.net",
    "services.ai.azure.com",
    "sharepoint.com",
    "snowflakecomputing.com",
    "trafficmanager.net",
    "vault.azure.cn",
    "vault.azure.net",
    "vercel.app",
    "visualstudio.com",
    "web.app",
    "webpubsub.azure.com",
    "workers.dev",
)
"""Customers' names stand directly below these; what is below such a name is one customer's."""

# Second labels under which country registries hand out names (`co.uk`, `com.au`), after the Public Suffix List.
_REGISTRY = {
    *("ac", "asso", "co", "com", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "govt", "gv"),
    *("idv", "ind", "ltd", "me", "mil", "ne", "net", "nom", "or", "org", "plc", "sch"),
}


def registry_suffix(domain: str) -> bool:
    """Whether a registry hands out names directly below a domain of two labels."""
    first, _, last = domain.partition(".")
    return len(last) == 2 and first in _REGISTRY
