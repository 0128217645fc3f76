import json
from pathlib import Path

import pytest

from bench import faq_eval

KB = """id,question,variants,answer,topic
fee,Lệ phí làm hộ chiếu?,ho chieu bao nhieu tien | phí hộ chiếu,200.000 đồng,hc
"""
QUESTIONS = "qid,expected_id,form,text\n1,fee,plain,le phi ho chieu\n2,none,none,hôm nay trời mưa không\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("kb.csv", KB), ("questions.csv", QUESTIONS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / "kb.csv"), str(tmp_path / "questions.csv")]


def test_the_json_has_each_form_all_none_baselines_and_the_time(
    files: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["faq_eval", *files, "--json"])
    assert faq_eval.main() == 0
    figures = json.loads(capsys.readouterr().out)
    assert set(figures) == {"plain", "none", "all", "baselines", "p50_ms", "p99_ms"}
    assert set(figures["all"]) == {"top1", "top3", "sure", "wrong_while_sure", "refused", "n"}
    assert figures["all"]["top1"] == 1.0
    assert figures["baselines"]["bm25"] == {"plain": 1.0, "all": 1.0}


def test_the_table_names_each_form(
    files: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["faq_eval", *files])
    assert faq_eval.main() == 0
    assert {"plain", "all", "none"} <= set(capsys.readouterr().out.split())


def test_a_file_without_the_columns_is_refused_in_one_line(
    files: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["faq_eval", files[1], files[0]])
    assert faq_eval.main() == 2
    assert capsys.readouterr().err.startswith("faq-eval: ")
