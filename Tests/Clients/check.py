#!/usr/bin/env python3
"""check.py ONOMA: drives a running `onoma serve` by the programs of others.

ONOMA is the binary. What is checked, each by its own client, unchanged:

  openapi      the OpenAPI document is valid (openapi-spec-validator), and no answer to generated
               requests breaks it or is a 5xx (schemathesis)
  reconciler   PyPI's reconciliation client reconciles a column of six scripts
  schemas      answers of the reconciliation API have the form of its versions 0.2 and 1.0-draft
  yente        PyPI's yente-client matches, searches and fetches
  mcp          PyPI's official MCP client calls every tool, over stdio and over HTTP, and the results
               have the form that the tools promise
  openrefine   Debian's OpenRefine, headless, reconciles the column (skipped where it is not installed)
  browser      Debian's Chromium shows the pages (skipped where it is not installed)

`make test-server` runs this in an environment of its own. Ends with 0 when nothing failed.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

PEOPLE = [
    {"id": "P1", "type": "PERSON", "name": "Bohdan Khmelnytskyi", "aliases": ["Богдан Хмельницкий"],
     "birthDate": "1971-03-05", "gender": "male", "country": "UA", "description": "a cellist"},
    {"id": "P2", "type": "PERSON", "name": "Mira Kovalenko", "gender": "female"},
    {"id": "P3", "type": "PERSON", "name": "<script>alert(1)</script> O'Hara"},
    {"id": "O1", "type": "ORG", "name": "Belarusian Helsinki Committee"},
]
COLUMN = ["Bohdan Khmelnytsky", "Богдан Хмельницький", "بوهدان خميلنيتسكي", "בוהדן חמלניצקי",
          "ボフダン・フメリニツキー", "Μπογκντάν Χμελνίτσκι"]
failures = []


def check(name, holds, detail=""):
    print("ok  " if holds else "FAIL", name, detail if not holds else "", flush=True)
    if not holds:
        failures.append(name)


def get(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def post(url, body, kind="application/json"):
    request = urllib.request.Request(url, data=body.encode(), headers={"Content-Type": kind})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


class Server:
    """A server on a free port over the people above."""

    def __init__(self, onoma, folder):
        self.knowledge = os.path.join(folder, "people.jsonl")
        with open(self.knowledge, "w", encoding="utf-8") as file:
            for person in PEOPLE:
                file.write(json.dumps(person, ensure_ascii=False) + "\n")
        address = os.path.join(folder, "address")
        self.process = subprocess.Popen(
            [onoma, "serve", "--knowledge", self.knowledge, "--port", "0", "--quiet",
             "--address-file", address])
        for _ in range(600):
            if os.path.exists(address) or self.process.poll() is not None:
                break
            time.sleep(0.1)
        with open(address, encoding="utf-8") as file:
            self.url = file.read().strip()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        check("server: SIGTERM ends it with 0", self.process.wait(timeout=30) == 0)


def openapi(url, folder):
    from openapi_spec_validator import validate
    document = get(url + "/openapi.json")
    try:
        validate(document)
        check("openapi: the document is valid", True)
    except Exception as error:
        check("openapi: the document is valid", False, str(error)[:300])
    done = subprocess.run(
        [os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run",
         url + "/openapi.json", "--url", url, "--max-examples", os.environ.get("EXAMPLES", "8"),
         "--phases", "examples,coverage,fuzzing", "--seed", "7", "--no-color",
         "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,"
         "response_schema_conformance,response_headers_conformance",
         "--exclude-path", "/reload"],
        cwd=folder, capture_output=True, text=True)
    tail = "\n".join((done.stdout + done.stderr).splitlines()[-60:])
    check("openapi: schemathesis finds no 5xx and no answer of another form",
          done.returncode == 0, tail)


def reconciler(url):
    import pandas
    from reconciler import reconcile
    found = reconcile(pandas.Series(COLUMN, name="name"), type_id="Person", top_res=1,
                      reconciliation_endpoint=url + "/reconcile")
    check("reconciler: one person in six scripts", list(found["id"]) == ["P1"] * len(COLUMN),
          found.to_string())
    check("reconciler: all are certain", all(found["match"]), found.to_string())


def schemas(url):
    """The forms that the specifications demand; in our words, since theirs are not ours to copy."""
    from jsonschema import Draft202012Validator
    text = {"type": "string"}
    kind = {"type": "object", "required": ["id", "name"], "properties": {"id": text, "name": text}}
    service = {"type": "object", "required": ["service_url", "service_path"]}
    manifest2 = {
        "type": "object", "required": ["versions", "name", "identifierSpace", "schemaSpace"],
        "properties": {
            "versions": {"type": "array", "contains": {"const": "0.2"}},
            "view": {"properties": {"url": {"pattern": r"\{\{id\}\}"}}, "required": ["url"]},
            "preview": {"required": ["url", "width", "height"],
                        "properties": {"url": {"pattern": r"\{\{id\}\}"},
                                       "width": {"type": "integer"}, "height": {"type": "integer"}}},
            "suggest": {"properties": {name: service for name in ("entity", "type", "property")}},
            "defaultTypes": {"type": "array", "items": kind, "uniqueItems": True}}}
    manifest3 = {
        "type": "object", "required": ["versions", "name", "view"],
        "properties": {
            "versions": {"type": "array", "contains": {"const": "1.0-draft"}},
            "view": {"properties": {"url": {"pattern": r"[^{]\{id\}"}}, "required": ["url"]},
            "suggest": {"required": ["entity", "property", "type"],
                        "additionalProperties": {"type": "boolean"}},
            "extend": {"properties": {"proposeProperties": {"type": "boolean"}}}}}
    feature = {"type": "object", "required": ["id", "value"],
               "properties": {"id": text, "value": {"type": ["number", "boolean"]}}}
    candidate2 = {"type": "object", "required": ["id", "name", "score", "match", "type"],
                  "properties": {"id": text, "name": text, "score": {"type": "number"},
                                 "features": {"type": "array", "items": feature}}}
    names = {"type": "array", "items": {"type": "object", "required": ["str"],
                                        "additionalProperties": False,
                                        "properties": {"str": text, "lang": text, "dir": text}}}
    candidate3 = {"type": "object", "required": ["id", "name"],
                  "properties": {"id": text, "name": names, "match": {"type": "boolean"}}}

    def holds(name, schema, value):
        wrong = [error.message[:200] for error in Draft202012Validator(schema).iter_errors(value)]
        check("schemas: " + name, not wrong, "; ".join(wrong))

    base = url + "/reconcile"
    holds("manifest of 0.2", manifest2, get(base))
    holds("manifest of 1.0-draft", manifest3, get(base + "/"))
    queries = {"a": {"query": COLUMN[1], "type": "Person"}, "b": {"query": "\ud800"}, "c": {}}
    form = urllib.parse.urlencode({"queries": json.dumps(queries)})
    answer = post(base, form, "application/x-www-form-urlencoded")
    check("schemas: every key of a batch is answered", set(answer) == set(queries))
    for value in answer.values():
        holds("result of 0.2", {"type": "object", "required": ["result"], "properties": {
            "result": {"type": "array", "items": candidate2}}}, value)
    body = {"queries": [{"type": "Person", "conditions": [
        {"matchType": "name", "propertyValue": COLUMN[3]},
        {"matchType": "property", "propertyId": "birthDate", "propertyValue": "1971-03-05"}]}]}
    holds("results of 1.0-draft", {"type": "object", "required": ["results"], "properties": {
        "results": {"type": "array", "items": {"required": ["candidates"], "properties": {
            "candidates": {"type": "array", "minItems": 1, "items": candidate3}}}}}},
        post(base + "/match", json.dumps(body)))


def yente(url):
    from yente_client import Client
    from yente_client.entities import Organization, Person
    from yente_client.exceptions import NotFoundError
    with Client(base_url=url) as client:
        check("yente: health", client.healthz().status == "ok" == client.readyz().status)
        top = client.match(Person(name=COLUMN[1])).top
        check("yente: match", top is not None and top.id == "P1" and top.match, str(top))
        other = client.match(Person(name=COLUMN[1], birthDate="1990-07-01"))
        check("yente: another date of birth speaks against it",
              not other.results or other.results[0].score < top.score)
        body = client.match(Organization(name="Беларускі Хельсінкскі камітэт")).top
        check("yente: match of an organisation", body is not None and body.id == "O1")
        check("yente: search", [found.id for found in client.search("Коваленко").results] == ["P2"])
        check("yente: fetch", client.fetch("P1").properties["birthDate"] == ["1971-03-05"])
        check("yente: adjacent", client.adjacent("P1").adjacent == {})
        check("yente: catalog", client.datasets().datasets[0].name == "default")
        check("yente: algorithms", client.algorithms().best == "onoma")
        try:
            client.fetch("nobody")
            check("yente: nobody is not found", False)
        except NotFoundError:
            check("yente: nobody is not found", True)


async def agents(onoma, server):
    import jsonschema
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.client import Client
    from mcp.client.stdio import stdio_client
    from mcp.client.streamable_http import streamable_http_client
    calls = {"resolve_text": {"text": "Bohdan Khmelnytskyi met Мира Коваленко."},
             "match_name": {"name": COLUMN[1]}, "get_entity": {"id": "P1"},
             "explain_pair": {"name1": COLUMN[0], "name2": COLUMN[1]},
             "transliterate": {"system": "be-icao-9303", "text": "Гомель"}}

    async def use(session, how):
        tools = (await session.list_tools()).tools
        check(f"mcp {how}: tools", {tool.name for tool in tools} == set(calls))
        for tool in tools:
            result = await session.call_tool(tool.name, calls[tool.name])
            try:
                jsonschema.validate(result.structured_content, tool.output_schema)
                check(f"mcp {how}: {tool.name}", not result.is_error)
            except jsonschema.ValidationError as error:
                check(f"mcp {how}: {tool.name}", False, error.message)
        result = await session.call_tool("get_entity", {"id": "nobody"})
        check(f"mcp {how}: an error is told as a result", result.is_error)

    parameters = StdioServerParameters(
        command=onoma, args=["mcp", "--knowledge", server.knowledge])
    async with stdio_client(parameters) as (reader, writer):
        async with ClientSession(reader, writer) as session:
            await session.initialize()
            await use(session, "stdio")
    async with streamable_http_client(server.url + "/mcp") as streams:
        async with ClientSession(streams[0], streams[1]) as session:
            await session.initialize()
            await use(session, "http")
    async with Client(server.url + "/mcp") as client:
        await use(client, "http, newest version")


def browser(url, folder):
    chromium = shutil.which("chromium")
    if not chromium:
        print("skip browser: Chromium is not installed")
        return
    for path, words in [("/#/", "Who is named in a text"), ("/#/entities", "Bohdan Khmelnytskyi"),
                        ("/#/entities/P1", "Богдан Хмельницкий"), ("/#/entities/P3", "&lt;script&gt;"),
                        ("/#/review", "--review")]:
        done = subprocess.run(
            [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom",
             "--virtual-time-budget=6000", "--enable-logging=stderr",
             f"--user-data-dir={folder}/chromium", url + path],
            capture_output=True, text=True, timeout=120)
        check(f"browser: {path}", words in done.stdout, done.stdout[-500:])
        # A review without --review is refused by design, which the console notes.
        errors = [line for line in done.stderr.splitlines()
                  if "CONSOLE" in line and "404" not in line]
        check(f"browser: {path} says nothing in the console", not errors, "\n".join(errors))


def openrefine(url):
    """A column of six scripts in a real OpenRefine: no cell fails silently, all find one person."""
    home = "/usr/share/openrefine"
    if not os.path.exists(home + "/refine"):
        print("skip openrefine: it is not installed")
        return
    port, folder = 3397, tempfile.mkdtemp()
    base = f"http://127.0.0.1:{port}/command/core"
    process = subprocess.Popen(
        ["./refine", "-i", "127.0.0.1", "-p", str(port), "-d", folder + "/data", "-m", "600M",
         "-x", "refine.headless=true"], cwd=home, env=dict(os.environ, HOME=folder),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def command(name, **fields):
        token = get(base + "/get-csrf-token")["token"]
        request = urllib.request.Request(
            f"{base}/{name}?csrf_token={token}", data=urllib.parse.urlencode(fields).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    try:
        for _ in range(90):
            try:
                get(base + "/get-version")
                break
            except OSError:
                time.sleep(1)
        table = "name\n" + "\n".join(COLUMN + ["nobody at all", "\u202eabc", "x" * 20_000]) + "\n"
        token, mark = get(base + "/get-csrf-token")["token"], "boundary"
        parts = [('name="project-name"', "names"),
                 ('name="project-file"; filename="names.csv"\r\nContent-Type: text/csv', table)]
        body = "".join(f"--{mark}\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n"
                       for head, text in parts) + f"--{mark}--\r\n"
        request = urllib.request.Request(
            f"{base}/create-project-from-upload?csrf_token={token}", data=body.encode(),
            headers={"Content-Type": f"multipart/form-data; boundary={mark}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            project = answer.geturl().split("project=")[-1]
        manifest = get(url + "/reconcile")
        engine = json.dumps({"facets": [], "mode": "row-based"})
        command("reconcile", project=project, columnName="name", engine=engine, config=json.dumps({
            "mode": "standard-service", "service": url + "/reconcile", "autoMatch": True,
            "identifierSpace": manifest["identifierSpace"], "schemaSpace": manifest["schemaSpace"],
            "type": {"id": "Person", "name": "Person"}, "columnDetails": [], "limit": 0}))
        for _ in range(300):
            if not get(f"{base}/get-processes?project={project}")["processes"]:
                break
            time.sleep(0.2)
        answer = command("get-rows", project=project, start=0, limit=100, engine=engine)
        pool = answer["pool"]["recons"]
        found = [pool.get(row["cells"][0].get("r")) for row in answer["rows"]]
        check("openrefine: every cell has its answer", all(found))
        ids = [(recon or {}).get("m", {}).get("id") for recon in found]
        check("openrefine: one person in six scripts", ids[:len(COLUMN)] == ["P1"] * len(COLUMN),
              str(ids))
        check("openrefine: nobody else is matched", not any(ids[len(COLUMN):]), str(ids))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        shutil.rmtree(folder, ignore_errors=True)


def main():
    import asyncio
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    onoma = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        server = Server(onoma, folder)
        try:
            schemas(server.url)
            reconciler(server.url)
            yente(server.url)
            asyncio.run(agents(onoma, server))
            openrefine(server.url)
            browser(server.url, folder)
            openapi(server.url, folder)
        finally:
            server.stop()
    print(f"{len(failures)} failed" if failures else "all passed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
