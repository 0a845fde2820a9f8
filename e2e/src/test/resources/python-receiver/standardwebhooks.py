"""Verifies as the public library does, for machines where that is not installed."""

import base64
import hashlib
import hmac
import json
import time


class Webhook:
    def __init__(self, secret):
        self.key = base64.b64decode(secret.removeprefix("whsec_"))

    def verify(self, data, headers):
        given = {name.lower(): value for name, value in headers.items()}
        notice, at = given["webhook-id"], given["webhook-timestamp"]
        if abs(time.time() - int(at)) > 300:
            raise ValueError("the timestamp is too far away")
        signed = hmac.new(self.key, f"{notice}.{at}.".encode() + data, hashlib.sha256).digest()
        wanted = base64.b64encode(signed).decode()
        if not any(hmac.compare_digest(one, "v1," + wanted) for one in given["webhook-signature"].split()):
            raise ValueError("no signature is right")
        return json.loads(data)
