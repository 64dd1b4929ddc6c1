"""Who may ask, and what is answered: the protocol as docs/operate/devices.md tells it."""

import json
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
from tests.devices.simulated import SimulatedDevices, simulated_devices

from anju.devices.counter import Counter
from anju.devices.faults import FAULTS, DeviceFault
from anju.devices.jobs import Jobs
from anju.devices.pairing import CODE_SECONDS, TRIES, Pairing
from anju.devices.protocol import LARGEST_BODY, Agent, Request, answer

OURS = "https://juzhu.example.gov.cn"
PDF = b"%PDF-1.7 made up"


@pytest.fixture(scope="module")
def running() -> Iterator[SimulatedDevices]:
    with simulated_devices() as devices:
        devices.allow([OURS])
        yield devices


@pytest.fixture
def simulator(running: SimulatedDevices) -> SimulatedDevices:
    running.table.lay(None)
    running.table.reader, running.table.printer, running.table.scanner = "ready", "", ""
    running.table.paper = ""
    running.log.clear()
    return running


class Told:
    """An answer as a browser sees it."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def fault(self) -> str:
        code: str = self.json["fault"]["code"]
        return code


def ask(
    devices: SimulatedDevices, method: str, path: str, body: bytes = b"", **headers: str
) -> Told:
    connection = HTTPConnection("127.0.0.1", devices.port, timeout=10)
    sent = {"Origin": OURS, "Host": f"127.0.0.1:{devices.port}"} | {
        name.replace("_", "-"): value for name, value in headers.items() if value
    }
    sent = {name: value for name, value in sent.items() if headers.get(name) != ""}
    connection.request(method, path, body, sent)
    response = connection.getresponse()
    told = Told(response.status, dict(response.getheaders()), response.read())
    connection.close()
    return told


def paired(devices: SimulatedDevices) -> dict[str, str]:
    return {"Authorization": f"Bearer {devices.token()}"}


def finished(devices: SimulatedDevices, job: str, **key: str) -> Any:
    for _ in range(200):
        told = ask(devices, "GET", f"/v1/jobs/{job}", **key).json
        if told["state"] != "working":
            return told
        time.sleep(0.02)
    raise AssertionError("the job does not end")


# ---------------------------------------------------------------- who may ask


@pytest.mark.parametrize(
    "host", ["attacker.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}"]
)
def test_a_name_that_was_made_to_point_here_is_not_answered(
    simulator: SimulatedDevices, host: str
) -> None:
    told = ask(simulator, "GET", "/v1/hello", Host=host.format(port=simulator.port))
    assert (told.status, told.fault) == (421, "foreign_host")


@pytest.mark.parametrize(
    "origin", ["", "null", "http://juzhu.example.gov.cn", f"{OURS}:444", "https://attacker.example"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_another_page_is_refused_and_cannot_even_read_that(
    simulator: SimulatedDevices, origin: str, method: str
) -> None:
    simulator.lay("woman")
    read = simulator.table.read
    told = ask(simulator, method, "/v1/card", Origin=origin, **paired(simulator))
    assert (told.status, told.fault) == (403, "foreign_origin")
    assert "Access-Control-Allow-Origin" not in told.headers
    assert simulator.table.read == read


def test_a_browser_is_told_that_our_page_may_ask(simulator: SimulatedDevices) -> None:
    told = ask(simulator, "OPTIONS", "/v1/card", Access_Control_Request_Private_Network="true")
    assert told.status == 204
    assert told.headers["Access-Control-Allow-Origin"] == OURS
    assert told.headers["Access-Control-Allow-Private-Network"] == "true"
    assert "Authorization" in told.headers["Access-Control-Allow-Headers"]
    assert told.headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Credentials" not in told.headers


@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer wrong", "Basic abc"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/state"),
        ("POST", "/v1/card"),
        ("POST", "/v1/scan"),
        ("POST", "/v1/print"),
        ("GET", "/v1/jobs/x"),
    ],
)
def test_without_the_token_nothing_is_done(
    simulator: SimulatedDevices, method: str, path: str, token: str
) -> None:
    simulator.lay("woman")
    read = simulator.table.read
    told = ask(simulator, method, path, PDF, Authorization=token)
    assert (told.status, told.fault) == (401, "not_paired")
    assert simulator.table.read == read


def test_hello_tells_nothing_but_the_version(simulator: SimulatedDevices) -> None:
    assert ask(simulator, "GET", "/v1/hello").json == {
        "agent": "anju", "protocol": 1, "paired": False,
    }  # fmt: skip
    assert ask(simulator, "GET", "/v1/hello", **paired(simulator)).json["paired"] is True


# ---------------------------------------------------------------- pairing


def test_a_code_is_exchanged_once(simulator: SimulatedDevices) -> None:
    code = simulator.pairing.new_code()
    typed = json.dumps({"code": code.lower()}).encode()
    token = ask(simulator, "POST", "/v1/pair", typed).json["token"]
    assert ask(simulator, "GET", "/v1/state", Authorization=f"Bearer {token}").status == 200
    assert ask(simulator, "POST", "/v1/pair", typed).fault == "no_code"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "not_understood"),
        (b"[]", "not_understood"),
        (b'{"code": 1}', "not_understood"),
        (b'{"code": "ABCD-EFGH"}', "wrong_code"),
        (b"x" * 5000, "too_large"),
    ],
)
def test_a_code_that_is_none(simulator: SimulatedDevices, body: bytes, fault: str) -> None:
    simulator.pairing.new_code()
    assert ask(simulator, "POST", "/v1/pair", body).fault == fault


def test_five_wrong_codes_end_the_right_one() -> None:
    pairing = Pairing()
    code = pairing.new_code()
    for _ in range(TRIES):
        with pytest.raises(DeviceFault, match="配对码不对"):
            pairing.exchange("AAAA-AAAA")
    with pytest.raises(DeviceFault) as told:
        pairing.exchange(code)
    assert told.value.code == "no_code"


def test_a_code_ends_after_ten_minutes() -> None:
    now = 0.0
    pairing = Pairing(clock=lambda: now)
    code = pairing.new_code()
    now = CODE_SECONDS + 1
    with pytest.raises(DeviceFault) as told:
        pairing.exchange(code)
    assert told.value.code == "no_code"


def test_tokens_are_kept_as_digests_and_can_be_forgotten(tmp_path: Any) -> None:
    kept = tmp_path / "deep" / "paired.json"
    pairing = Pairing(kept)
    token = pairing.exchange(pairing.new_code())
    assert token not in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0
    again = Pairing(kept)
    assert again.is_paired
    assert again.knows(token)
    again.forget_all()
    assert not Pairing(kept).knows(token)
    kept.write_text("{broken")
    assert not Pairing(kept).is_paired


# ---------------------------------------------------------------- cards


def test_a_card_is_read_with_photo_and_reader(simulator: SimulatedDevices) -> None:
    simulator.lay("woman")
    key = paired(simulator)
    ask(simulator, "GET", "/v1/state", **key)
    told = ask(simulator, "POST", "/v1/card", **key).json
    assert told["reader"] == "模拟窗口 · 05.99-20260101-0000000001-0000000000"
    assert told["card"]["kind"] == "citizen"
    assert told["card"]["fields"]["name"] == "潘晓兰"
    assert told["card"]["photo"].startswith("data:image/jpeg;base64,/9j/")
    assert told["card"]["marks"] == []


def test_a_permit_gives_its_number(simulator: SimulatedDevices) -> None:
    simulator.lay_permit("JZ-1")
    card = ask(simulator, "POST", "/v1/card", **paired(simulator)).json["card"]
    assert (card["kind"], card["fields"]) == ("permit", {"permit_number": "JZ-1"})


def test_faults_of_a_card_are_told(simulator: SimulatedDevices) -> None:
    key = paired(simulator)

    def read() -> Told:
        return ask(simulator, "POST", "/v1/card", **key)

    assert read().fault == "no_card"
    simulator.lay("damaged")
    assert read().fault == "card_damaged"
    simulator.lay("half")
    assert read().fault == "misread"
    assert read().json["card"]["fields"]["name"] == "潘晓兰"
    simulator.lay("misread")
    assert [mark["field"] for mark in read().json["card"]["marks"]] == ["number"]
    simulator.table.reader = "unplugged"
    assert read().fault == "reader_absent"
    assert ask(simulator, "GET", "/v1/state", **key).json["devices"]["reader"]["state"] == "trouble"


def test_a_reader_that_hangs_is_answered_for_within_two_seconds() -> None:
    with simulated_devices() as devices:
        devices.allow([OURS])
        devices.lay("woman")
        devices.table.reader = "hangs"
        key = paired(devices)
        began = time.monotonic()
        assert ask(devices, "POST", "/v1/card", **key).fault == "too_slow"
        assert time.monotonic() - began < 2.5
        assert ask(devices, "POST", "/v1/card", **key).fault == "busy"


# ---------------------------------------------------------------- paper


def test_a_page_is_scanned_and_handed_over_once(simulator: SimulatedDevices) -> None:
    simulator.table.paper = "contract"
    key = paired(simulator)
    told = ask(simulator, "POST", "/v1/scan", **key)
    assert told.status == 202
    job = told.json["job"]
    assert ask(simulator, "GET", f"/v1/jobs/{job}/page", **key).fault == "job_not_done"
    assert ask(simulator, "POST", "/v1/scan", **key).fault == "busy"
    assert finished(simulator, job, **key)["state"] == "done"
    page = ask(simulator, "GET", f"/v1/jobs/{job}/page", **key)
    assert page.headers["Content-Type"] == "image/jpeg"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.body.startswith(b"\xff\xd8")
    assert ask(simulator, "GET", f"/v1/jobs/{job}/page", **key).fault == "job_unknown"


def test_a_paper_is_printed_or_it_is_said_why_not(simulator: SimulatedDevices) -> None:
    key = paired(simulator)
    before = len(simulator.table.prints)
    job = ask(simulator, "POST", "/v1/print", PDF, X_Copies="2", **key).json["job"]
    assert finished(simulator, job, **key)["state"] == "done"
    assert simulator.table.prints[before:] == [PDF, PDF]
    simulator.table.printer = "printer_paper"
    job = ask(simulator, "POST", "/v1/print", PDF, **key).json["job"]
    told = finished(simulator, job, **key)
    assert (told["state"], told["fault"]["sentence"]) == ("failed", "打印机缺纸，请放纸")


@pytest.mark.parametrize(
    ("body", "copies", "fault"),
    [
        (b"GIF89a", "1", "not_a_pdf"),
        (PDF, "0", "not_understood"),
        (PDF, "x", "not_understood"),
        (PDF, "99", "not_understood"),
    ],
)
def test_what_cannot_be_printed_is_not_begun(
    simulator: SimulatedDevices, body: bytes, copies: str, fault: str
) -> None:
    key = paired(simulator)
    assert ask(simulator, "POST", "/v1/print", body, X_Copies=copies, **key).fault == fault


def test_a_body_too_large_is_not_read(simulator: SimulatedDevices) -> None:
    connection = HTTPConnection("127.0.0.1", simulator.port, timeout=10)
    connection.putrequest("POST", "/v1/print", skip_host=True)
    connection.putheader("Host", f"127.0.0.1:{simulator.port}")
    connection.putheader("Content-Length", str(LARGEST_BODY + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/nothing"),
        ("POST", "/v1/state"),
        ("GET", "/v1/jobs/../x"),
        ("GET", "/v1/jobs/x"),
    ],
)
def test_what_there_is_not(simulator: SimulatedDevices, method: str, path: str) -> None:
    assert ask(simulator, method, path, **paired(simulator)).status == 404


def test_jobs_are_forgotten() -> None:
    now = 0.0
    jobs = Jobs(clock=lambda: now)
    job = jobs.start("scan", lambda: b"page")
    now = 121.0
    with pytest.raises(DeviceFault) as told:
        jobs.find(job.ref)
    assert told.value.code == "job_unknown"


def test_a_driver_that_breaks_is_told_without_its_words() -> None:
    def work() -> bytes:
        raise RuntimeError("潘晓兰")

    jobs = Jobs()
    job = jobs.start("scan", work)
    while job.state == "working":
        time.sleep(0.01)
    assert "潘" not in json.dumps(job.as_json(), ensure_ascii=False)
    assert job.fault is not None
    assert job.fault.code == "broken"


# ---------------------------------------------------------------- no devices, the log


def test_a_counter_without_devices_says_so() -> None:
    pairing = Pairing()
    agent = Agent(Counter(), pairing, frozenset({OURS}), 1)
    headers = {
        "host": "127.0.0.1:1", "origin": OURS,
        "authorization": f"Bearer {pairing.exchange(pairing.new_code())}",
    }  # fmt: skip
    state = json.loads(answer(agent, Request("GET", "/v1/state", headers)).body)["devices"]
    assert {one["state"] for one in state.values()} == {"none"}
    for path, fault in (
        ("card", "reader_none"),
        ("scan", "scanner_none"),
        ("print", "printer_none"),
    ):
        told = answer(agent, Request("POST", f"/v1/{path}", headers, PDF))
        assert json.loads(told.body)["fault"]["code"] == fault


def test_the_log_says_what_was_asked_and_nothing_of_whom(simulator: SimulatedDevices) -> None:
    key = paired(simulator)
    simulator.lay("woman")
    simulator.table.paper = "contract"
    ask(simulator, "POST", "/v1/card", **key)
    job = ask(simulator, "POST", "/v1/scan", **key).json["job"]
    finished(simulator, job, **key)
    written = "\n".join(simulator.log)
    assert "POST /v1/card 200" in written
    for secret in ("潘晓兰", "9901", job, key["Authorization"][7:]):
        assert secret not in written


def test_every_fault_says_in_chinese_what_is_the_matter() -> None:
    for code, (status, sentence) in FAULTS.items():
        assert 400 <= status < 600, code
        assert 6 <= len(sentence) <= 40, code
        assert not set(sentence) & set("!！,;:"), code


# ---------------------------------------------------------------- the simulator's page


def test_only_the_simulators_own_page_lays_cards(simulator: SimulatedDevices) -> None:
    own = f"http://127.0.0.1:{simulator.port}"
    card = json.dumps({"card": "man", "paper": "contract", "printer": "printer_jam"}).encode()
    assert ask(simulator, "POST", "/table", card).fault == "foreign_origin"
    assert ask(simulator, "POST", "/code", Origin="").fault == "foreign_origin"
    told = ask(simulator, "POST", "/table", card, Origin=own).json
    assert (told["card"], told["set"]["paper"], told["set"]["printer"]) == (
        "man", "contract", "printer_jam",
    )  # fmt: skip
    assert simulator.pairing.exchange(ask(simulator, "POST", "/code", Origin=own).json["code"])


def test_a_card_to_measure_is_of_nobody(simulator: SimulatedDevices) -> None:
    own = f"http://127.0.0.1:{simulator.port}"

    def lay(number: str) -> Told:
        words = {"card": "own", "name": "周虚构", "number": number, "address": "虚构省"}
        return ask(simulator, "POST", "/table", json.dumps(words).encode(), Origin=own)

    assert lay("11010519491231002X").fault == "not_understood"
    assert lay("990101").fault == "not_understood"
    from anju.devices.simulator.cards import made_up

    assert lay(made_up("99010119900101001")).json["own"] == "周虚构"


def test_the_page_and_its_pictures_are_served(simulator: SimulatedDevices) -> None:
    for path in ("/", "/page.css", "/page.js", "/table", "/pictures/contract.jpg"):
        told = ask(simulator, "GET", path, Origin="")
        assert told.status == 200, path
        assert "default-src 'self'" in told.headers["Content-Security-Policy"]
    for path in ("/pictures/../page.js", "/prints/0.pdf", "/prints/999.pdf", "/other"):
        assert ask(simulator, "GET", path, Origin="").status == 404, path
