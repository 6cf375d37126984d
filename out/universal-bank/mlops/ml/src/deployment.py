"""Asks the deployment of a language model over HTTPS as the identity of the cluster, without a key.

Source: azure-ai-docs openai/reference (chat completions of the v1 API) and openai/concepts/content-filter (filtered
prompts end with status 400 and code content_filter, filtered answers with that finish reason); azure-ai-docs
machine-learning/how-to-identity-based-service-authentication.md (DEFAULT_IDENTITY_CLIENT_ID).
"""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

LONGEST = 120
"""Seconds after which a question has no answer."""
TRIES, PAUSE = 6, 60
"""How often a question is asked that Azure has no capacity for, and the most seconds between."""
BUSY = (429, 503)
FILTERED = "content_filter"
_IMDS = "http://169.254.169.254/metadata/identity/oauth2/token"


class _Stays(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the token goes to one address."""

    def redirect_request(self, *_):
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stays)
"""Without a proxy: the private endpoint is inside the network."""


def token(audience):
    """An access token of the identity of the cluster: from Azure ML on its nodes, else from the virtual machine.

    Raises SystemExit where neither gives one.
    """
    client, local = os.environ.get("DEFAULT_IDENTITY_CLIENT_ID"), os.environ.get("MSI_ENDPOINT")
    if local:
        words = {"api-version": "2017-09-01", "resource": audience, **({"clientid": client} if client else {})}
        headers = {"secret": os.environ.get("MSI_SECRET", "")}
    else:
        words = {"api-version": "2018-02-01", "resource": audience, **({"client_id": client} if client else {})}
        headers = {"Metadata": "true"}
    request = urllib.request.Request(f"{local or _IMDS}?{urllib.parse.urlencode(words)}", headers=headers)
    try:
        with _OPENER.open(request, timeout=LONGEST) as answer:
            return json.load(answer)["access_token"]
    except OSError as error:
        raise SystemExit(f"the cluster gets no token for {audience}: {error}") from None


def asked(model, key, messages):
    """What the deployment answers: `text`, `filtered`, `refused` and `seconds` of the request that had an answer.

    Raises SystemExit with the status where it does not answer, or is busy for too long.
    """
    body = json.dumps({"model": model["deployment"], "messages": messages}).encode()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{model['address']}/openai/v1/chat/completions", body, headers)
    for _ in range(TRIES):
        began = time.monotonic()
        try:
            with _OPENER.open(request, timeout=LONGEST) as answer:
                found = json.load(answer)
            return {**said(found["choices"][0]), "seconds": time.monotonic() - began}
        except urllib.error.HTTPError as error:
            if error.code == 400 and code_of(error.read()) == FILTERED:
                return {"text": "", "filtered": True, "refused": True, "seconds": time.monotonic() - began}
            if error.code not in BUSY:
                raise SystemExit(f"{model['deployment']} answers with status {error.code}") from None
            time.sleep(pause(error.headers.get("Retry-After")))
        except OSError as error:
            raise SystemExit(f"{model['deployment']} does not answer: {error}") from None
    raise SystemExit(f"{model['deployment']} is busy: it had no capacity {TRIES} times")


def code_of(body):
    """The code in the body of an error; None where it has none."""
    try:
        return json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return None


def said(choice):
    """The first choice of an answer: its text, whether the filter held it back, whether the model refused."""
    message = choice["message"]
    filtered = choice.get("finish_reason") == FILTERED
    return {
        "text": message.get("content") or "",
        "filtered": filtered,
        "refused": filtered or bool(message.get("refusal")),
    }


def pause(wished):
    """Seconds before the next try: as Azure wishes, within a bound."""
    return min(int(wished), PAUSE) if wished and wished.isdigit() else PAUSE
