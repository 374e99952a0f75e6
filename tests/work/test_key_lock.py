import threading
from concurrent.futures import ThreadPoolExecutor

from audio.work.key_lock import KeyLock


def test_one_thread_at_a_time_holds_a_name():
    lock, held, most = KeyLock(), [], []

    def hold(_: int) -> None:
        with lock.hold("a"):
            held.append(1)
            most.append(len(held))
            held.pop()

    with ThreadPoolExecutor(4) as executor:
        list(executor.map(hold, range(200)))
    assert set(most) == {1}


def test_other_names_stay_free():
    lock, entered = KeyLock(), threading.Event()

    def enter() -> None:
        with lock.hold("b"):
            entered.set()

    with lock.hold("a"):
        threading.Thread(target=enter).start()
        assert entered.wait(10)
