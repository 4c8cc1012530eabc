"""The API, version 1: /api/v1. Its description is /api/v1/openapi.json."""

from fastapi import FastAPI


def add_api(app: FastAPI) -> None:
    """Let the application answer for all calls."""
