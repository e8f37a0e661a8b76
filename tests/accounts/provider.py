"""A small provider of OpenID Connect on this machine: it signs whatever a test has it say."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "bkkhousing-test", "a secret between the two"


@dataclass
class Provider:
    """What it says of the person at its door; each test changes what it needs."""

    claims: dict = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    signing_key: object = None
    algorithm: str = "RS256"
    asked: dict = field(default_factory=dict)
    said: dict = field(default_factory=dict)
    address: str = ""

    def answer(self, path: str, sent: dict) -> dict:
        if path == "/.well-known/openid-configuration":
            return self.description | self.said
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}
        return {"id_token": self.token()} if self.is_ours(sent) else {"error": "invalid_grant"}

    @property
    def description(self) -> dict:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }

    def is_ours(self, sent: dict) -> bool:
        """The secret of the client, and the word whose hash was sent before."""
        digest = sha256(sent.get("code_verifier", "").encode()).digest()
        proved = urlsafe_b64encode(digest).decode().rstrip("=") == self.asked.get("code_challenge")
        return proved and sent.get("client_secret") == SECRET and sent.get("code") == "a-code"

    def token(self) -> str:
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300}
        told |= {"nonce": self.asked.get("nonce")} | self.claims
        return jwt.encode(told, self.signing_key or self.key, self.algorithm, headers={"kid": "1"})


def served(provider: Provider) -> HTTPServer:
    """The provider on a free port of the loopback; shut it down afterwards."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            self.reply({})

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.reply({name: values[0] for name, values in parse_qs(body).items()})

        def reply(self, sent: dict):
            body = json.dumps(provider.answer(urlsplit(self.path).path, sent)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *given):
            """Nothing is written down."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server
