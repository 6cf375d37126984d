"""Stage 2, blueprint: says in words what each pattern of the language asks for."""

from __future__ import annotations

WORDS = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (
        "must be lower-case words of letters and digits joined by single hyphens, beginning with a letter",
        "for example 'fraud-prod'",
    ),
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": (
        "must be lower-case words of letters and digits joined by single underscores, beginning with a letter",
        "for example 'payments_prod'; SQL takes it without quotes",
    ),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": (
        "must be lower-case words of letters and digits joined by single hyphens",
        "for example 'catalog-payments'",
    ),
    r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": (
        "must be an id of 8-4-4-4-12 hexadecimal digits",
        "for example '3f2504e0-4f89-41d3-9a0c-0305e82c3301'; copy it from the Azure portal",
    ),
    r"^[^\x00-\x1f\x7f\u2028\u2029]+$": (
        "must be one line of text without control characters",
        "say it in one line: it is printed on rules and in tables",
    ),
    r"^[^\x00-\x1f\x7f\u2028\u2029]*$": (
        "must be one line of text without control characters",
        "say it in one line: tags are printed in tables",
    ),
    r"^[A-Za-z][A-Za-z0-9 ._-]*$": (
        "must begin with a letter and hold only letters, digits, spaces, dots, underscores and hyphens",
        "for example 'cost-centre'",
    ),
    r"^Standard_[A-Za-z0-9_-]+$": (
        "must be the name of a virtual machine size",
        "for example 'Standard_D4s_v5'; `az vm list-skus` lists those of a region",
    ),
    r"^[a-z][a-z0-9]{1,5}$": (
        "must be 2 to 6 lower-case letters and digits, beginning with a letter",
        "for example 'nwb'",
    ),
    r"^[a-z][a-z0-9-]{1,22}[a-z0-9]$": (
        "must be 3 to 24 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen",
        "for example 'cpu-large'",
    ),
    r"^[a-z][a-z0-9-]{0,13}[a-z0-9]$": (
        "must be 2 to 15 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen",
        "for example 'j-doe'",
    ),
    r"^/subscriptions/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/resourceGroups/[A-Za-z0-9._()-]+"
    r"/providers/Microsoft\.KeyVault/vaults/[A-Za-z0-9-]{3,24}$": (
        "must be the id of a key vault",
        "copy it from the portal (Properties), or from `az keyvault show --query id`",
    ),
    r"^/subscriptions/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/resourceGroups/[A-Za-z0-9._()-]+"
    r"/providers/Microsoft\.Storage/storageAccounts/[a-z0-9]{3,24}$": (
        "must be the id of a storage account",
        "copy it from the portal (Properties), or from `az storage account show --query id`",
    ),
    r"^/subscriptions/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/resourceGroups/[A-Za-z0-9._()-]+"
    r"/providers/Microsoft\.Network/expressRouteCircuits/[A-Za-z0-9._-]+$": (
        "must be the id of an ExpressRoute circuit",
        "copy it from the portal (Properties), or from `az network express-route show --query id`",
    ),
    r"^[0-9A-Za-z-]{1,127}$": (
        "must be the name of a secret: 1 to 127 letters, digits and hyphens",
        "for example 'vpn-branch'; never the secret itself",
    ),
    r"^[A-Za-z0-9+/]+={0,2}$": (
        "must be a public certificate as base64 on one line",
        "leave out the lines with BEGIN and END, and join the rest",
    ),
    r"^[0-9A-Fa-f]{40}$": (
        "must be a SHA-1 thumbprint of 40 hexadecimal digits",
        "copy it from the certificate, without spaces or colons",
    ),
    r"^[a-z][a-z0-9_-]{1,31}$": (
        "must be 2 to 32 lower-case letters, digits, hyphens and underscores, beginning with a letter",
        "for example 'jumper'",
    ),
    r"^[a-z0-9-]+(\.[a-z0-9-]+)+$": (
        "must be a domain of at least two lower-case labels",
        "for example 'corp.bank.example'",
    ),
    r"^[a-z][a-z0-9-]*[a-z0-9]$": (
        "must be lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen",
        "for example 'blue'",
    ),
    r"^[A-Za-z0-9][A-Za-z0-9_.-]*$": (
        "must begin with a letter or digit and hold only letters, digits, dots, underscores and hyphens",
        "for example 'payment-fraud'; a version goes in quotes: '3'",
    ),
    r"^[A-Za-z0-9_][A-Za-z0-9_./-]*\.py$": (
        "must be the path of a Python file inside the code",
        "for example 'score.py'",
    ),
    r"^https://[a-z0-9.-]+/keys/[0-9A-Za-z-]{1,127}/[0-9a-f]{32}$": (
        "must be the address of a key with its version",
        "copy it from `az keyvault key show --query key.kid`",
    ),
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": (
        "must be an hour of the day from 00:00 to 23:59, in quotes",
        "for example '08:30'",
    ),
    r"^[A-Za-z][A-Za-z0-9 .()+-]*$": (
        "must be the Windows name of a time zone",
        "for example 'W. Europe Standard Time'",
    ),
    r"^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$": (
        "must be the name of a resource group: letters, digits, underscores, hyphens, dots and parentheses",
        "for example 'NetworkWatcherRG'",
    ),
    r"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$": (
        "must be the name of a network watcher: letters, digits, underscores, dots and hyphens",
        "for example 'NetworkWatcher_westeurope'",
    ),
    r"^/subscriptions/[0-9a-f-]{36}/resourceGroups/[A-Za-z0-9_().-]+/providers/[A-Za-z.]+(/[A-Za-z0-9_.-]+){2,}$": (
        "must be the id of a resource",
        "copy it from the Azure portal, or from `az resource show --query id`",
    ),
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": (
        "must begin with a letter or digit and hold only letters, digits, dots, underscores and hyphens",
        "for example 'text-embedding-3-large'; `az cognitiveservices model list` lists models and versions of a region",
    ),
    (
        r"^/subscriptions/[0-9a-fA-F-]{36}/resourceGroups/[A-Za-z0-9_().-]{1,90}"
        r"/providers/Microsoft\.Purview/accounts/[A-Za-z0-9-]{3,63}$"
    ): (
        "must be the id of a Purview account",
        "copy it from the Azure portal, or from `az purview account show --query id`",
    ),
    (
        r"^/subscriptions/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/resourceGroups/[A-Za-z0-9._()-]{1,90}"
        r"/providers/Microsoft\.Sql/servers/[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$"
    ): (
        "must be the id of an Azure SQL server",
        "copy it from the Azure portal, or from `az sql server show --query id`",
    ),
    r"^[A-Za-z][A-Za-z0-9]{0,14}$": (
        "must begin with a letter and hold only letters and digits, 15 at most",
        "for example 'prepare'",
    ),
    r"^[A-Za-z][A-Za-z0-9_]{0,59}$": (
        "must begin with a letter and hold only letters, digits and underscores, 60 at most",
        "for example 'marts'",
    ),
    r"^[A-Za-z0-9]([A-Za-z0-9-]{0,48}[A-Za-z0-9])?$": (
        "must be the name of an organization: letters, digits and hyphens",
        "for example 'contoso-bank'",
    ),
    r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,98}[A-Za-z0-9_-]$": (
        "must be the name of a repository: letters, digits, dots, underscores and hyphens",
        "for example 'ml-platform'",
    ),
    r"^[A-Za-z0-9]([A-Za-z0-9 ._-]{0,62}[A-Za-z0-9_-])?$": (
        "must begin with a letter or digit and hold only letters, digits, spaces, dots, underscores and hyphens",
        "for example 'Model Risk'",
    ),
    r"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$": (
        "must be the name of a service connection: letters, digits, dots, underscores and hyphens",
        "for example 'prod-train'",
    ),
    r"^[A-Za-z0-9]([A-Za-z0-9._/-]{0,98}[A-Za-z0-9_-])?$": (
        "must be the name of a branch: letters, digits, dots, slashes, underscores and hyphens",
        "for example 'main'",
    ),
    (
        r"^/subscriptions/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/resourceGroups/[A-Za-z0-9._()-]+"
        r"/providers/Microsoft\.Compute/galleries/[A-Za-z0-9._-]{1,80}"
        r"/images/[A-Za-z0-9._-]{1,80}/versions/[0-9]+\.[0-9]+\.[0-9]+$"
    ): (
        "must be the id of a version of an image in a gallery",
        "copy it from `az sig image-version show --query id`",
    ),
    r"^https://[a-z0-9./-]+$": (
        "must be an address that begins with https://, in lower case",
        "copy the issuer from the draft of the service connection",
    ),
    r"^[A-Za-z0-9][A-Za-z0-9:/._ -]*$|^/eid1/[A-Za-z0-9/_-]+$": (
        "must be a subject as Azure DevOps shows it",
        "copy the subject from the draft of the service connection",
    ),
    r"^ssh-ed25519 [A-Za-z0-9+/=]{60,100}$|^ssh-rsa [A-Za-z0-9+/=]{300,1000}$": (
        "must be one line of a public key without its comment: ssh-ed25519 or ssh-rsa, then the key",
        "copy it from the file with the ending .pub",
    ),
    r"^[A-Za-z_][A-Za-z0-9_]*$": (
        "must be the name of a column: letters, digits and underscores",
        "for example 'days_since_last'",
    ),
    r"^[A-Za-z0-9_][A-Za-z0-9_-]*(/[A-Za-z0-9_=][A-Za-z0-9_=-]*)*$": (
        "must be a folder below the layer, without a slash at either end",
        "for example 'payments/features'",
    ),
    r"^[a-z0-9-]+(\.[a-z0-9-]+)+/[a-z0-9]+([._/-][a-z0-9]+)*@sha256:[0-9a-f]{64}$": (
        "must be an image by its digest",
        "copy it from `az acr manifest list-metadata`: registry, name, then @sha256:",
    ),
}
"""Pattern of the model: what it asks for, and an example. A test holds this list against the model."""
