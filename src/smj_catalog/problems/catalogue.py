"""Every sentence that a person reads about a problem, in English and Japanese.

Code names a message by id and gives it parameters; the words stand here and nowhere else, so that both
languages stay complete (a test compares them) and a program can rely on the id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from smj_catalog.problems.fields import Both

LANGUAGES = ("en", "ja")

MESSAGES: dict[str, dict[str, str]] = {
    # the template
    "template-how": {
        "en": "One row a record. Red columns are required; yellow ones are what wholesalers and libraries ask for. Several values in a cell are separated by ;; (削除) empties a field that has a value. Blue columns may stay empty or go.",
        "ja": "1行に1件を入力します。赤い見出しは必須、黄色い見出しは取次や図書館が求める項目です。一つのセルに複数の値を入れるときは ; で区切ります。すでにある値を消すには (削除) と入力します。青い列は空欄のままでも、列ごと削除してもかまいません。",
    },
    "template-head-sheet": {"en": "Sheet", "ja": "シート"},
    "template-head-column": {"en": "Column", "ja": "列"},
    "template-head-need": {"en": "Need", "ja": "必須"},
    "template-head-said": {"en": "What goes in", "ja": "入力する内容"},
    "template-head-example": {"en": "Example", "ja": "記入例"},
    "template-head-choice": {"en": "Choose from", "ja": "選べる値"},
    "template-head-other": {"en": "In Japanese", "ja": "英語"},
    "template-required": {"en": "required", "ja": "必須"},
    "template-trade": {"en": "for the trade", "ja": "流通用"},
    "word-yes": {"en": "yes", "ja": "はい"},
    "word-no": {"en": "no", "ja": "いいえ"},
    # sending
    "lack-error": {"en": "missing", "ja": "不足"},
    "lack-warning": {"en": "advised", "ja": "推奨"},
    "lack-of": {"en": "{what} ({names})", "ja": "{what}({names})"},
    "lack-there": {
        "en": "{what}: it is in the record, but cannot go out as it is",
        "ja": "{what}(レコードにはあるが、このままでは送れない)",
    },
    "loss-price-one": {
        "en": "a price does not go out (its tax, its date or the format)",
        "ja": "送られない価格がある(税区分、日付、または形式のため)",
    },
    "loss-date-one": {"en": "no date goes out", "ja": "日付が送られない"},
    "loss-isbn-one": {"en": "an ISBN does not go out", "ja": "送られないISBNがある"},
    "loss-availability-one": {"en": "the availability does not go out", "ja": "入手可能性が送られない"},
    "ready-count": {
        "en": "{ready} of {records} records can be sent to {recipient}",
        "ja": "{recipient} に送れるレコード: {records}件中 {ready}件",
    },
    "ready-others": {
        "en": "not for {recipient}, by kind or scope: {others}",
        "ja": "種類や関わりにより {recipient} に送らないもの: {others}",
    },
    "unconfirmed": {"en": "unconfirmed ({profile}): {unknown}", "ja": "未確認({profile}): {unknown}"},
    "schema-unasked": {
        "en": "the standard's own schema was not asked: {reason}",
        "ja": "規格のスキーマによる検証はしていません: {reason}",
    },
    "send-whom": {
        "en": "say to whom, or use --list: smj-catalog send RECIPIENT",
        "ja": "送付先を指定するか、--list を付けてください(smj-catalog send 送付先)",
    },
    "send-new": {"en": "new", "ja": "新規"},
    "send-changed": {"en": "changed", "ja": "変更"},
    "send-gone": {"en": "delete", "ja": "削除"},
    "send-none-yet": {"en": "nothing sent yet", "ja": "まだ送っていません"},
    "send-done": {
        "en": "records sent: {count}; {new} new, {changed} changed, {gone} to be deleted, {same} as before; batch {batch}",
        "ja": "送付したレコード: {count}件。新規 {new}件、変更 {changed}件、削除 {gone}件、前回のまま {same}件(バッチ {batch})",
    },
    "send-dry": {
        "en": "nothing was sent; records without --dry-run: {count}; {new} new, {changed} changed, {gone} to be deleted, {same} as before",
        "ja": "まだ何も送っていません。--dry-run を外すと、送るレコード {count}件。新規 {new}件、変更 {changed}件、削除 {gone}件、前回のまま {same}件",
    },
    "send-nothing": {
        "en": "nothing new and nothing changed for {recipient}: 0 sent, {same} as before",
        "ja": "{recipient} に送る新規・変更はありません(送付 0件、前回のまま {same}件)",
    },
    "send-stopped": {
        "en": "nothing was sent; 'smj-catalog ready --for {recipient}' tells what is missing, and --on-error skip leaves these records out",
        "ja": "何も送っていません。足りないものは smj-catalog ready --for {recipient} で確認できます。--on-error skip を付けると、足りないレコードを除いて送ります",
    },
    "send-left-out": {"en": "left out: {records}", "ja": "除いたレコード: {records}"},
    "send-not-for": {
        "en": "{recipient} has these records, and by its settings they are no longer for it; nothing is said of them: {records}",
        "ja": "送付済みだが、設定により今は {recipient} に送らないレコード(何も通知しません): {records}",
    },
    "sent-again": {
        "en": "{count} files of the sending of {when}, the same bytes",
        "ja": "{when} に送ったファイル {count}個を、同じ内容で書きました",
    },
    "sent-gone": {
        "en": "{file} was sent and is no longer there ({reason}): its bytes cannot be had again; bring the folder back from a backup, or send everything with --all",
        "ja": "{file} は送付済みですが、もうありません({reason})。同じ内容では作れません。バックアップからフォルダーを戻すか、--all で全件を送ってください",
    },
    "sent-changed": {
        "en": "{file} is not what was sent (sha256 {sha256}): its bytes cannot be had again; bring the file back from a backup, or send everything with --all",
        "ja": "{file} は送ったときの内容と違います(送付時の sha256 {sha256})。同じ内容では作れません。バックアップからファイルを戻すか、--all で全件を送ってください",
    },
    "as-sent": {
        "en": "the file as it was sent; without it, 'send --again' cannot give the same bytes (a backup may have it)",
        "ja": "送ったときのファイルがありません。これがないと send --again で同じ内容を作れません。バックアップを確かめてください",
    },
    "sent-list": {
        "en": "the list of what was sent before, so that deletions can be told ({reason})",
        "ja": "前に送ったものの一覧がないため、削除を通知できません({reason})",
    },
    "sent-not-given": {
        "en": "the sending is recorded in the journal, but its files could not be written to {folder} ({reason}); write them with --again {batch}",
        "ja": "送付は変更履歴に記録しましたが、{folder} にファイルを書けませんでした({reason})。--again {batch} で書き直せます",
    },
    "sent-late": {
        "en": "this file, of the sending of {when}, in {folder} already: it was sent by the journal and had not been written; it is there now",
        "ja": "{folder} にあるはずの、{when} に送ったファイル。変更履歴では送付済みでしたが書けていなかったため、いま書きました",
    },
    "sent-clock": {
        "en": "by the clock of this computer it is {now}, but the last sending to {recipient} was at {when}: recipients order messages by their time. Set the clock right; if that sending had the wrong time, send everything with --all",
        "ja": "このコンピューターの時計では {now} ですが、{recipient} への前回の送付は {when} です。受け取る側は時刻の順に処理します。時計を合わせてください。前回の時刻が誤りなら、--all で全件を送ってください",
    },
    "sent-never": {
        "en": "nothing was sent to {recipient} on {when}; there was: {known}",
        "ja": "{when} に {recipient} へ送ったものはありません。送付した時刻: {known}",
    },
    "sent-several": {
        "en": "{when} means several sendings to {recipient}: {known}; give the time or the batch",
        "ja": "{when} には {recipient} へ複数回送っています: {known}。時刻かバッチで指定してください",
    },
    "sent-stays": {
        "en": "what was sent cannot be taken back; send the change, or the deletion",
        "ja": "送ったものは取り消せません。変更または削除を改めて送ってください",
    },
    "sent-file-missing": {
        "en": "the record's file, or a deletion in the journal: it was sent, and its file is gone without a batch; see 'smj-catalog verify'",
        "ja": "送付済みのレコードのファイルが、変更履歴なしに失われています。smj-catalog verify で確かめてください",
    },
    "delete-by-hand": {
        "en": "a word to the recipient: {format} cannot say that a record is to be deleted",
        "ja": "{format} では削除を通知できません。送付先に連絡してください",
    },
    "bytes-at-most": {"en": "at most {bytes} bytes (split_bytes)", "ja": "{bytes}バイト以下(split_bytes)"},
    "no-secret": {
        "en": "no password, key or token: it never belongs into an archive; keep it with the tool that transfers files, and delete this line",
        "ja": "パスワード、鍵、トークンは書かないでください。転送ツールの側に置き、この行を削除してください",
    },
    "setting-recipients": {
        "en": "tables [recipients.NAME], one a recipient",
        "ja": "送付先ごとの表 [recipients.名前]",
    },
    "no-recipient": {
        "en": "there is no recipient {name}; near: {near}",
        "ja": "{name}という送付先はありません(近いもの: {near})",
    },
    "no-recipients": {
        "en": 'there is no recipient {name}; write a table into {file}: [recipients.jpro], profile = "jpro"',
        "ja": '{name}という送付先はありません。{file} に表を書いてください: [recipients.jpro]、profile = "jpro"',
    },
    "recipient-once": {"en": "each recipient only once", "ja": "送付先は一度だけ"},
    "recipient-kinds": {
        "en": "{recipient} is to get {kinds}, which its profile and format do not have; they have: {known}",
        "ja": "{recipient} の kinds にある {kinds} は、プロファイルか形式が扱いません(扱えるもの: {known})",
    },
    "a-recipient-name": {
        "en": "a name of letters, digits, - and _, at most 40",
        "ja": "文字、数字、- と _ からなる40字以内の名前",
    },
    "a-number-table": {
        "en": 'tables such as {{type = "06", value = "0000000000000"}}',
        "ja": '{{type = "06", value = "0000000000000"}} の形の表',
    },
    "a-scheme-name": {"en": "the name of the scheme, for type 01", "ja": "体系の名前(type が 01 のとき)"},
    "a-positive-number": {"en": "a number from 1 on", "ja": "1以上の数"},
    "a-file-mask": {
        "en": "a file name in which only {{recipient}}, {{date}}, {{time}} and {{number}} stand for something",
        "ja": "ファイル名({{recipient}}、{{date}}、{{time}}、{{number}} だけが置き換わります)",
    },
    "a-file-mask-number": {
        "en": "a name with {{number}}, so that no two files have the same",
        "ja": "{{number}} を含む名前(同じ名前のファイルができないように)",
    },
    "a-key-of": {"en": "one of {keys}", "ja": "次のいずれか: {keys}"},
    "a-dialect-of": {"en": "a dialect of {format}: {dialects}", "ja": "{format} の方言: {dialects}"},
    "a-key-needed": {"en": "this key", "ja": "このキーを書いてください"},
    "a-value-of-type": {
        "en": "a value of the right kind: a text, a list of texts, a number, true or false, a path of fields",
        "ja": "正しい種類の値(文字列、文字列の並び、数、true か false、項目のパス)",
    },
    "no-profile": {
        "en": "there is no profile {name}; there are {profiles}, or give a file NAME.toml",
        "ja": "{name}というプロファイルはありません。あるもの: {profiles}。自分のものは 名前.toml で指定します",
    },
    "profile-format": {
        "en": "the profile {profile} is not for {format}; it is for {formats}",
        "ja": "プロファイル {profile} では {format} を使えません(使えるもの: {formats})",
    },
    # words of the frame
    "severity-error": {"en": "error", "ja": "エラー"},
    "severity-warning": {"en": "warning", "ja": "警告"},
    "severity-info": {"en": "info", "ja": "情報"},
    "action-create": {"en": "create", "ja": "新規"},
    "action-update": {"en": "update", "ja": "更新"},
    "action-remove": {"en": "remove", "ja": "削除"},
    "action-same": {"en": "same", "ja": "変更なし"},
    "action-conflict": {"en": "conflict", "ja": "競合"},
    "action-reject": {"en": "reject", "ja": "取込不可"},
    "progress-read": {"en": "read: {count} ({rate} a second)", "ja": "読み込み: {count}件(毎秒{rate}件)"},
    "progress-planned": {"en": "planned: {count} ({rate} a second)", "ja": "計画: {count}件(毎秒{rate}件)"},
    "progress-written": {"en": "written: {count} ({rate} a second)", "ja": "書き込み: {count}件(毎秒{rate}件)"},
    "progress-left": {"en": ", {left} left", "ja": "、残り {left}"},
    "issue-number": {"en": "no. {number}", "ja": "{number}号"},
    "issue-volume": {"en": "vol. {volume}", "ja": "{volume}巻"},
    "issue-whole-number": {"en": "whole no. {number}", "ja": "通巻{number}号"},
    "field-not-in-words": {
        "en": "(not shown: {fields}; use --json)",
        "ja": "(表示していない項目: {fields}。--json で表示できます)",
    },
    "no-column": {
        "en": "there is no column {column} (near: {near}); smj-catalog crosswalk csv lists the columns",
        "ja": "{column}という列はありません(近い列: {near})。列の一覧は smj-catalog crosswalk csv で表示できます",
    },
    "columns-of-tables": {
        "en": "{format} has no columns; --columns and --mapping are for csv, tsv and xlsx",
        "ja": "{format} には列がありません。--columns と --mapping は csv、tsv、xlsx で使います",
    },
    "column-twice": {
        "en": "{one} and {other} are the same column; give it once",
        "ja": "{one}と{other}は同じ列です。どちらか一つにしてください",
    },
    "no-cell": {
        "en": "{found}: write COLUMN=TEXT, such as 定価=1800円",
        "ja": "{found}: 「列=値」の形にしてください(例: 定価=1800円)",
    },
    "saved-as": {"en": "saved as batch {batch}", "ja": "保存しました(バッチ {batch})"},
    "dry-run-only": {
        "en": "nothing was changed; without --dry-run, this is saved",
        "ja": "まだ何も変えていません(--dry-run を外すと保存します)",
    },
    "dry-run-undo": {
        "en": "nothing was changed; without --dry-run, this is undone",
        "ja": "まだ何も変えていません(--dry-run を外すと取り消します)",
    },
    "id-stays": {
        "en": "{record}: an edit keeps id and kind, and takes no record out (smj-catalog delete does that)",
        "ja": "編集でIDや種類を変えたり、レコードを消したりすることはできません。ここは {record} のままにしてください。削除には smj-catalog delete を使ってください",
    },
    "no-record-more": {
        "en": "no other records (add them with smj-catalog add or copy)",
        "ja": "編集でレコードを加えることはできません。smj-catalog add か copy を使ってください",
    },
    "text-kept": {
        "en": "what you typed is kept in {file}; to go on from there: smj-catalog edit {records} --file {file}",
        "ja": "入力した内容は {file} に残してあります。続きは smj-catalog edit {records} --file {file} を実行してください",
    },
    "edit-again": {
        "en": "Edit again? The errors are shown in comments above their lines.",
        "ja": "もう一度編集しますか(誤りはその行の上のコメントにあります)",
    },
    "editor-failed": {
        "en": "the editor could not be run ({reason}); set VISUAL or EDITOR",
        "ja": "エディターを実行できません({reason})。環境変数 VISUAL か EDITOR を設定してください",
    },
    "editor-missing": {
        "en": "there is no editor {name}; set VISUAL or EDITOR",
        "ja": "エディター {name} が見つかりません。環境変数 VISUAL か EDITOR を設定してください",
    },
    "editor-at-once": {
        "en": "the editor came back at once; if its window is still open, save there and use --file {file} (or give the editor an option to wait: EDITOR='code --wait')",
        "ja": "エディターがすぐに終了しました。ウィンドウが開いたままなら、そこで保存してから --file {file} を付けて実行してください(終了を待つ指定の例: EDITOR='code --wait')",
    },
    "copy-with-number": {
        "en": "a new number or date: add 号数=… or 発行日=…",
        "ja": "新しい号数か発行日を、号数=… や 発行日=… のように指定してください",
    },
    "not-copied": {"en": "not copied: {fields}", "ja": "コピーしなかった項目: {fields}"},
    "setting-isbn-prefix": {
        "en": "the prefix of your ISBNs up to your publisher's number, such as 978-4-1234567, or a list of such prefixes",
        "ja": "自社のISBNの、出版者記号までの部分(例: 978-4-1234567)か、そのリスト",
    },
    "setting-isbn-publisher": {
        "en": "the prefix of your ISBNs up to your publisher's number, which has {digits} digits where it begins so",
        "ja": "自社のISBNの、出版者記号までの部分(この範囲の出版者記号は{digits}桁)",
    },
    "isbns-used": {
        "en": "no ISBN is left of {prefixes}; get a new publisher's number and add it to isbn_prefix in archive.toml",
        "ja": "{prefixes} のISBNはすべて使われています。新しい出版者記号を取得し、archive.toml の isbn_prefix に加えてください",
    },
    "isbn-next": {
        "en": "the next free ISBN is {isbn}; to use it, add ISBN=next",
        "ja": "次に使えるISBNは {isbn} です(付けるには ISBN=次 と指定してください)",
    },
    "isbn-no-prefix": {
        "en": "archive.toml has no isbn_prefix, so that no ISBN can be offered",
        "ja": "archive.toml に isbn_prefix がないため、ISBNを選べません。isbn_prefix を設定してください",
    },
    "ask-isbn": {"en": "Use the next free ISBN {isbn}?", "ja": "次に使えるISBN {isbn} を付けますか"},
    "jan-first": {"en": "Bar code, first row", "ja": "書籍JAN(1段目)"},
    "jan-second": {"en": "Bar code, second row", "ja": "書籍JAN(2段目)"},
    "jan-c-code": {"en": "not known: one C-code is needed", "ja": "作れません。Cコードを一つ入力してください"},
    "jan-price": {
        "en": "not known: one price without tax in yen is needed",
        "ja": "作れません。税抜の本体価格(円)を一つ入力してください",
    },
    "jan-lacks-both": {
        "en": "not known: one C-code and one price without tax in yen are needed",
        "ja": "作れません。Cコードと税抜の本体価格(円)を一つずつ入力してください",
    },
    "ask-columns": {
        "en": "Press Enter to leave a field empty, Ctrl-C to stop without saving.",
        "ja": "空欄のままにする項目は Enter を押してください。Ctrl-C で保存せずに中止します。",
    },
    "a-new-record": {
        "en": "a record that is not there yet; to change {record}, use smj-catalog set",
        "ja": "{record} はすでにあります。変更するには smj-catalog set を使ってください",
    },
    "withdraw-date": {
        "en": "{record}: the formats have a date only for what is gone for good (out-of-print, withdrawn, cancelled); leave --date out, or write the day in the note (set … Note=…)",
        "ja": "{record}: 品切には日付を付けられません(絶版、販売終了、刊行中止だけです)。--date を外すか、日付は「備考」に書いてください(set … 備考=…)",
    },
    "withdraw-products": {
        "en": "{record} is neither a book nor an issue",
        "ja": "{record} は図書でも号でもありません",
    },
    "lacks-isbn": {"en": "books without an ISBN", "ja": "ISBNのない図書"},
    "lacks-title-reading": {"en": "books without a reading of the title", "ja": "タイトルの読みのない図書"},
    "lacks-publication-date": {"en": "books without a date of publication", "ja": "発行日のない図書"},
    "lacks-publisher": {"en": "books without a publisher", "ja": "出版社のない図書"},
    "lacks-price": {"en": "books without a price", "ja": "価格のない図書"},
    "lacks-price-date": {"en": "books with a price without a date", "ja": "価格に開始日のない図書"},
    "lacks-price-tax": {"en": "books with a price of unknown tax", "ja": "価格が税込か税抜かわからない図書"},
    "lacks-form": {"en": "books without a form", "ja": "形態のない図書"},
    "lacks-publishing-status": {"en": "books without a publishing status", "ja": "刊行状況のない図書"},
    "stats-total": {"en": "{count} records", "ja": "全{count}件"},
    "compared": {
        "en": "{one} only in A, {other} only in B, {both} different",
        "ja": "Aだけ {one}件、Bだけ {other}件、異なるもの {both}件",
    },
    "compared-twice": {
        "en": "{file}: the record {record} is there more than once, so that it cannot be compared",
        "ja": "{file}: {record}が二つ以上あるため、比較できません",
    },
    "nothing-to-compare": {
        "en": "{name}: there is no such file, archive or batch",
        "ja": "{name} というファイル、アーカイブ、バッチはありません",
    },
    "no-condition": {
        "en": "{found} is no condition; write COLUMN=TEXT, COLUMN!=TEXT or COLUMN~TEXT (holds the text)",
        "ja": "{found}は条件になりません。列=値、列!=値、列~値(値を含む)のいずれかの形にしてください",
    },
    "record-ended": {
        "en": "{record} ({title}) was deleted with batch {batch}; smj-catalog undo {batch} brings it back",
        "ja": "{record}({title})はバッチ {batch} で削除されました。smj-catalog undo {batch} で戻せます",
    },
    "record-merged": {
        "en": "{record} ({title}) was merged into {other} with batch {batch}",
        "ja": "{record}({title})はバッチ {batch} で {other} に統合されました",
    },
    "list-empty": {
        "en": "there are no records; 'smj-catalog add' or 'smj-catalog import' puts some in",
        "ja": "レコードはありません。smj-catalog add か smj-catalog import で加えてください",
    },
    "list-none": {"en": "no record meets these conditions", "ja": "条件に合うレコードはありません"},
    "people-stay": {
        "en": "{column} changes only those of its own role; the others stay (the column {all} replaces all)",
        "ja": "「{column}」は同じ役割の人だけを変えるため、ほかの著者等はそのまま残ります(全員を置き換える列は「{all}」)",
    },
    "no-record-like": {
        "en": "there is no record {record}, nor a record with this number or title; records with this title or a similar one: {near}",
        "ja": "{record}というレコード、番号、タイトルはありません。近いタイトルのレコード: {near}",
    },
    "no-record-called": {
        "en": "there is no record {record}, nor a record with this number or with this title or a similar one",
        "ja": "{record}というレコード、番号、タイトルはなく、近いタイトルのレコードもありません",
    },
    "no-record-digit": {
        "en": "there is no record with the number {record}; expected {digit}",
        "ja": "{record}という番号のレコードはありません。{digit}",
    },
    # the frame of a line
    "file-read-as": {"en": "{file}: {format}", "ja": "{file}: 形式 {format}"},
    "table-read-as": {"en": "{file}: {format}, {encoding}", "ja": "{file}: 形式 {format}、文字コード {encoding}"},
    "at-line": {"en": "line {line}", "ja": "{line}行目"},
    "at-row": {"en": "row {row}", "ja": "{row}行目"},
    "at-rows": {"en": "rows {rows}", "ja": "{rows}行目"},
    "at-lines": {"en": "lines {rows}", "ja": "{rows}行"},
    "at-row-line": {"en": "row {row} (line {line})", "ja": "{row}行目(ファイルの{line}行目)"},
    "found-expected": {
        "en": "found {found}; expected {expected}",
        "ja": "{found}を確認してください。正しくは: {expected}",
    },
    "found-told": {"en": "found {found}; expected {expected}", "ja": "{found}: {expected}"},
    "found-info": {"en": "found {found}; expected {expected}", "ja": "{found}(参考: {expected})"},
    "missing-told": {"en": "found nothing; expected {expected}", "ja": "{expected}"},
    "missing-info": {"en": "found nothing; expected {expected}", "ja": "{expected}が入力されていません"},
    "missing-expected": {"en": "found nothing; expected {expected}", "ja": "{expected}を入力してください"},
    # values
    "a-text-quoted": {"en": "text, in quotation marks (str)", "ja": "引用符で囲んだ文字列(str)"},
    "a-text": {"en": "non-empty text", "ja": "空でない文字列"},
    "one-of": {"en": "one of {allowed}", "ja": "次のいずれか: {allowed}"},
    "a-code-not-a-word": {
        "en": "a code such as {example}, not a word",
        "ja": "語は使えません。{example} のようなコードを入力してください",
    },
    "one-of-or-other": {
        "en": "one of {allowed}, or another code, as text",
        "ja": "次のいずれか、またはほかのコード(文字列): {allowed}",
    },
    "one-of-or": {
        "en": "one of {allowed}, or a code of the form {form}",
        "ja": "次のいずれか、または {form} の形のコード: {allowed}",
    },
    "a-number": {
        "en": "a number such as 1800 or Decimal('12.50'), with up to 12 digits before and 6 after the decimal point: not text, so without quotation marks, words or signs",
        "ja": "1800 や Decimal('12.50') のような数を入力してください。文字列にはできず、引用符・単位・記号は付けられません。整数部は12桁、小数部は6桁までです",
    },
    "an-integer": {
        "en": "a whole number such as 3, of no more than 9 digits: not text",
        "ja": "3 のような整数(文字列ではなく、9桁以内)",
    },
    "a-list-not-a-set": {
        "en": "a list or tuple: the order of values counts, and a set has none",
        "ja": "リストまたはタプル(値の順序に意味がありますが、set には順序がありません)",
    },
    "a-value-of": {"en": "a value of type {types}", "ja": "{types} 型の値"},
    "a-value-such-as": {
        "en": "a value of type {types}, such as {example}",
        "ja": "{types} 型の値(例: {example})",
    },
    "a-code-known": {"en": "a code from {list}", "ja": "{list}のコード"},
    "a-relator-with-role": {
        "en": "a relator code that a role of ONIX List 17 has the meaning of; the code is kept as the role as printed",
        "ja": "ONIX List 17 の役割に当たる役割コード。コードは役割の表記として残します",
    },
    "a-whole-number": {"en": "a whole number", "ja": "整数"},
    "a-decimal": {"en": "a decimal number such as 1800 or 12.50", "ja": "1800 や 12.50 のような数"},
    "a-boolean": {"en": "true or false", "ja": "true または false"},
    "a-date-of-numbers": {
        "en": "whole numbers, such as PartialDate(2020, 4, 1); for text there is PartialDate.parse",
        "ja": "PartialDate(2020, 4, 1) のように整数を入力してください。文字列は PartialDate.parse で読めます",
    },
    "a-date-no-time": {
        "en": "a date without a time: of a datetime, its .date() (YYYY-MM-DD)",
        "ja": "時刻のない日付(datetime では .date() の値。YYYY-MM-DD)",
    },
    "a-date-year-taken": {
        "en": "a date: YYYY, YYYY-MM or YYYY-MM-DD; only the year {year} was taken, and the wording is kept",
        "ja": "日付(YYYY、YYYY-MM、YYYY-MM-DD)。年 {year} だけを取り込み、表示のまま残しました",
    },
    "a-date": {"en": "a date: YYYY, YYYY-MM or YYYY-MM-DD", "ja": "日付(YYYY、YYYY-MM、YYYY-MM-DD)"},
    "an-onix-date": {
        "en": (
            "a date of the calendar in the form that dateformat names: 00 YYYYMMDD, 01 YYYYMM, 05 YYYY, 13 YYYYMMDDThhmm, "
            "14 YYYYMMDDThhmmss (with a time zone, only if it is the same day in Japan)"
        ),
        "ja": (
            "dateformat が示す形の、暦にある日付(00 YYYYMMDD、01 YYYYMM、05 YYYY、13 YYYYMMDDThhmm、14 YYYYMMDDThhmmss。"
            "時差の付くものは、日本でも同じ日になるものに限ります)"
        ),
    },
    "a-namespace": {
        "en": "the namespace {namespace}; the products are still read, but not validated against the schema",
        "ja": "名前空間が {namespace} ではありません。商品は読み込みますが、スキーマでは検証しません",
    },
    "records-called": {
        "en": "records called {names}; these elements have another name or namespace, and nothing of them was read",
        "ja": "{names} という名前のレコードがありません。別の名前または名前空間の要素なので、何も読み込んでいません",
    },
    "a-message-around": {
        "en": "an ONIXMessage around the products; the product is still read, but not validated against the schema",
        "ja": "商品を囲む ONIXMessage がありません。商品は読み込みますが、スキーマでは検証しません",
    },
    "a-current-release": {
        "en": "release 3.0 or 3.1; the products of this older release are still read, but not validated against a schema",
        "ja": "リリース3.0・3.1ではありません。旧リリースの商品も読み込みますが、スキーマでは検証しません",
    },
    "a-text-alone": {"en": "text without any elements in it", "ja": "要素を含まないテキスト"},
    "a-record-id": {
        "en": (
            "a record id such as book:9784750329482 or issue:migrants-network:193: parts of lower-case letters "
            "a–z, digits and + . _ -, at most 120 characters each, separated by colons"
        ),
        "ja": (
            "book:9784750329482 や issue:migrants-network:193 のようなレコードの識別子"
            "(コロンで区切り、各部分は英小文字・数字・+ . _ - で120字まで)"
        ),
    },
    "a-list-of-ids": {
        "en": "codes or ids separated by spaces, each of letters a–z, digits and . _ : + -",
        "ja": "空白で区切ったコードまたは識別子(英数字と . _ : + - を使ったもの)",
    },
    "a-code-or-id": {
        "en": "a code or id of letters a–z, digits and . _ : + -, beginning with a letter or digit",
        "ja": "英数字で始まり、英数字と . _ : + - を使ったコードまたは識別子",
    },
    "xml-characters": {"en": "characters that XML 1.0 allows", "ja": "XML 1.0 で使える文字"},
    "the-field": {"en": "{field} (required in {kind})", "ja": "{field}を入力してください({kind}では必須)"},
    # files and XML
    "xml-told": {"en": "well-formed XML ({place}): {what}", "ja": "{what}({place})"},
    "xml-end-tag": {"en": "the end tag of the element", "ja": "正しく閉じられていません。終了タグを合わせてください"},
    "xml-cut-off": {
        "en": "an end tag for each element; the file may be cut off",
        "ja": "終了タグがありません。ファイルが途中で切れていないか確かめ、終了タグを書いてください",
    },
    "at-column": {"en": "character {column}", "ja": "{column}文字目"},
    "xml-name": {
        "en": "a name in each tag, and &lt; for a < that begins none",
        "ja": "タグには名前を書いてください。文字としての < は &lt; と書いてください",
    },
    "xml-ampersand": {
        "en": "&amp; for an ampersand",
        "ja": "& は &amp; と書いてください",
    },
    "xml-less-than": {"en": "&lt; for a less-than sign", "ja": "属性の値の < は &lt; と書いてください"},
    "xml-greater-than": {"en": "> at the end of each tag", "ja": "タグが終わっていません。> を書いてください"},
    "xml-after-the-end": {
        "en": "nothing behind the end of the only root element",
        "ja": "最後の終了タグの後に余分なものがあります。削除してください",
    },
    "xml-attribute": {"en": 'attributes as name="value"', "ja": '属性の値は、名前="値" のように引用符で囲んでください'},
    "xml-attribute-twice": {"en": "each attribute once", "ja": "同じ属性が二つあります。一つにしてください"},
    "xml-character": {"en": "characters that XML allows", "ja": "XMLで使えない文字です。削除してください"},
    "xml-none": {"en": "a tag first", "ja": "XMLではありません。ファイルを確かめてください"},
    "xml-otherwise": {"en": "no such fault", "ja": "この前後のXMLの書き方を直してください"},
    "not-empty-file": {"en": "a non-empty file", "ja": "ファイルが空です"},
    "no-dtd": {
        "en": "no document type declaration with an internal subset (DTDs are never read)",
        "ja": "宣言を含む文書型宣言(DTD)は読みません。取り除いてください",
    },
    "resolved-entity": {
        "en": "characters or the five predefined XML entities (a DTD is never read)",
        "ja": "この実体は読みません(DTDを読まないため)。文字そのものか、XMLの五つの実体で書いてください",
    },
    "external-doctype-ignored": {
        "en": "no document type declaration (the external DTD was not read)",
        "ja": "外部のDTDは読まず、文書型宣言を無視しました",
    },
    "known-encoding": {"en": "one of the encodings {allowed}", "ja": "次の文字コードのいずれか: {allowed}"},
    "readable-file": {"en": "a file that can be read", "ja": "読めるファイル"},
    "at-most": {"en": "at most {limit} {unit} (limit {cap})", "ja": "{limit} {unit}以下(上限 {cap})"},
    "encoding-shown": {
        "en": "encoding {encoding}, in which the file is, by its first bytes; it was read so",
        "ja": "先頭のバイト列から、実際の文字コードは {encoding} です。そのように読みました",
    },
    "bytes-of-encoding": {"en": "valid {encoding}", "ja": "{encoding}として正しいバイト列"},
    "at-most-levels": {"en": "at most {limit} levels of nested elements", "ja": "要素の入れ子は{limit}段以下"},
    "at-most-ratio": {
        "en": "at most {limit} bytes for each compressed byte (limit {cap})",
        "ja": "圧縮1バイトあたり{limit}バイト以下(上限 {cap})",
    },
    "root-near-start": {
        "en": "a root element within the first {limit} bytes",
        "ja": "先頭{limit}バイト以内に始まるルート要素",
    },
    "installed-extra": {
        "en": "the library {library} (install it with: pip install '{extra}')",
        "ja": "ライブラリ {library} が必要です。pip install '{extra}' を実行してください",
    },
    "schema-compiles": {"en": "a schema that compiles ({detail})", "ja": "コンパイルできるスキーマ({detail})"},
    "schema-beside": {
        "en": "the relative name of a schema file in {folder} (files outside that folder are never read)",
        "ja": "{folder} の外のファイルは読みません。その中のスキーマファイルを相対名で指定してください",
    },
    "whole-compressed": {
        "en": "a complete compressed file (this one is damaged or the download was cut short)",
        "ja": "圧縮ファイルが破損しているか、ダウンロードが途中で終わっています。もう一度入手してください",
    },
    "compressed-to-its-end": {
        "en": "a complete compressed file (this one ends after {count} bytes: the download was cut short)",
        "ja": "この圧縮ファイルは{count}バイトで途切れています。もう一度入手してください",
    },
    "zip-name": {
        "en": "file names that stay inside the archive's own folder",
        "ja": "アーカイブの中に収まるファイル名",
    },
    "zip-open": {"en": "an archive that is not encrypted", "ja": "暗号化されていないアーカイブ"},
    "a-marc-leader": {
        "en": "a MARC 21 leader at byte {at}: 24 characters such as 00714cam a2200205 i 4500",
        "ja": "{at}バイト目からのMARC 21のリーダー(24文字。例: 00714cam a2200205 i 4500)",
    },
    "a-marc-directory": {
        "en": "lengths and offsets that match the fields of the record at byte {at}",
        "ja": "{at}バイト目からのレコードのフィールドと一致する長さと位置",
    },
    "a-known-command": {
        "en": "a command of TeX that is known; it is kept as it stands",
        "ja": "知らないTeXのコマンドまたは数式です。そのまま残しました",
    },
    "a-bibtex-string": {
        "en": "a name that an @string before it defines, or a text in braces",
        "ja": "前の@stringで定義された名前、または波括弧に入れたテキスト",
    },
    "a-control-number-once": {
        "en": "a control number (001) once in a file; record {first} has it too",
        "ja": "同じ管理番号(001)が{first}件目のレコードにもあります。ファイルの中で1回だけにしてください",
    },
    "an-entry-key-once": {
        "en": "a key or id once in a file; record {first} has it too",
        "ja": "同じキー(ID)が{first}件目のレコードにもあります。ファイルの中で1回だけにしてください",
    },
    "a-field-linked": {
        "en": "tag and occurrence number of a field whose $6 names this 880; it is read as a field of its own",
        "ja": "$6でこの880を示すフィールドがありません。独立したフィールドとして読みます",
    },
    "a-title-of-one": {
        "en": "the title of one work; what stands behind ; is another title by the same author (ISBD), so all is kept as one title, as printed",
        "ja": "一つの著作の書名。「;」の後は同じ著者の別の書名(ISBD)なので、全体を表示どおり一つの書名として読みます",
    },
    "a-whole-008": {
        "en": "40 characters; in one that is longer or shorter no place can be told, so language, dates and country are not read from it",
        "ja": "40字。長さが違うと位置がわからないため、言語、年、国はここから読みません",
    },
    "a-marc-kind": {
        "en": (
            "the leader of a record for language material (06 = a or t) that is a monograph, a serial or a component "
            "part (07 = m, s, a or b), or of an authority record (06 = z) of a person or body (100, 110)"
        ),
        "ja": "単行資料、逐次刊行物、その構成部分(07がm、s、a、b)である文字資料(06がaまたはt)か、個人・団体の典拠(06がz、100か110)のレコードのリーダー",
    },
    "jpcoar-language": {"en": "xml:lang, the language of the text", "ja": "xml:lang(テキストの言語)"},
    "jpcoar-once": {"en": "each language only once", "ja": "言語ごとに1回"},
    "jpcoar-alone": {
        "en": "the same element with xml:lang {language} beside it",
        "ja": "xml:lang {language} の同じ要素",
    },
    "jpcoar-no-reading": {"en": "no reading or Latin form here", "ja": "ここにヨミやローマ字は不要"},
    "jpcoar-obsolete": {"en": "a type that JPCOAR 2 still uses", "ja": "JPCOAR 2 で使われている種別"},
    "jpcoar-agree": {"en": "a word and the URI of COAR that means the same", "ja": "同じ意味の語とCOARのURI"},
    "jpcoar-needs": {"en": "{what} (required here)", "ja": "{what}(ここでは必須)"},
    "jpcoar-kind": {"en": "{known}; it was read as a book", "ja": "{known}。図書として読みました"},
    "jpcoar-kind-id": {
        "en": "a type of the kind of record that the id says; it was read as that kind",
        "ja": "識別子が示す種類の型。識別子の種類として読みました",
    },
    "a-jpcoar-record": {"en": "a record of JPCOAR in the response", "ja": "JPCOARのレコード"},
    "such-as": {"en": "a value such as {example}", "ja": "{example} のような値"},
    "needs-base-uri": {
        "en": "JPCOAR requires the address of each record: set base_uri in archive.toml to the address under which they can be reached",
        "ja": "JPCOARは各レコードのアドレスを必須としています。archive.toml の base_uri に公開先のアドレスを設定してください",
    },
    "needs-an-archive": {
        "en": (
            "JPCOAR requires the address of each record: choose, with --archive, an archive whose archive.toml has the base_uri "
            "under which they can be reached"
        ),
        "ja": "JPCOARは各レコードのアドレスを必須としています。archive.toml に公開先のアドレス(base_uri)があるアーカイブを --archive で指定してください",
    },
    "a-bibtex-field": {
        "en": 'fields such as title = "…" with commas between them',
        "ja": 'title = "…" のようなフィールドを、コンマで区切って書いてください',
    },
    "a-bibtex-end": {
        "en": "an entry whose braces are closed before the next entry",
        "ja": "次のエントリーの前に波括弧が閉じられたエントリー",
    },
    "a-dcndl-record": {
        "en": "a record in DC-NDL (rdf:RDF with dcndl:BibResource); ask the service for recordSchema=dcndl",
        "ja": "DC-NDLのレコード(dcndl:BibResource を含む rdf:RDF)。recordSchema=dcndl を指定して取得してください",
    },
    "number-kept-incorrect": {
        "en": "{right}; it is kept as one that is incorrect",
        "ja": "{right}。誤りの番号として残しました",
    },
    "number-left-out": {"en": "{right}; it is left out", "ja": "{right}。この番号は除きました"},
    "a-page-in-full": {
        "en": "the last page in full; {last} was read",
        "ja": "省略しない最終ページ({last} と読みました)",
    },
    "a-page-range": {
        "en": "a page, or the first and the last: 590-593",
        "ja": "ページ番号、または最初と最後のページ: 590-593",
    },
    "sru-diagnostic": {
        "en": "records; this is the message of a service that found none, or did not understand the query",
        "ja": "レコード。これは、該当がないか、検索式を解釈できなかったときのサービスからの通知です",
    },
    "a-ris-record": {
        "en": (
            "only records, from TY to ER, and blank lines; check whether these lines are a damaged record, correct or "
            "delete them"
        ),
        "ja": "TY で始まり ER で終わるレコードと空行だけ。壊れたレコードでないか確かめて、直すか削除してください",
    },
    "a-ris-end": {
        "en": "an ER line at the end of the record; check that no lines are missing, then add it",
        "ja": "レコードの終わりを示す行 ER がありません。抜けた行がないか確かめて、書き足してください",
    },
    "a-title": {"en": "a title", "ja": "タイトル"},
    "a-text-in": {
        "en": "characters in {encoding}; if the file is in another encoding, name it with --encoding (cp932, euc-jp …)",
        "ja": "{encoding} の文字。別の文字コードのファイルなら --encoding で指定してください(cp932、euc-jp など)",
    },
    "no-encoding-taken": {
        "en": "no --encoding: files of the format {format} say themselves in which encoding they are, or are in UTF-8",
        "ja": "--encoding の指定なし。{format} のファイルの文字コードは、ファイル自身が示すか UTF-8 と決まっています",
    },
    "a-utf-8-text": {
        "en": "characters in UTF-8; save the file in this encoding",
        "ja": "UTF-8 の文字。ファイルを UTF-8 で保存し直してください",
    },
    "a-utf-8-record": {
        "en": "UTF-8, as leader/09 indicates; the byte at {at} is not",
        "ja": "リーダー09はUTF-8を示していますが、{at}バイト目がUTF-8ではありません",
    },
    "a-marc-8-record": {
        "en": "MARC-8, as leader/09 indicates; the bytes from {at} are not",
        "ja": "リーダー09はMARC-8を示していますが、{at}バイト目からがMARC-8ではありません",
    },
    "at-most-in-marc": {
        "en": "at most {limit} bytes, as ISO 2709 cannot say more; export it with --to marcxml",
        "ja": "{limit}バイト以内(ISO 2709の上限)。--to marcxml なら書き出せます",
    },
    "a-whole-marc-record": {
        "en": (
            "a complete record starting at byte {at}, from leader to record terminator; the download may have "
            "been cut short"
        ),
        "ja": "{at}バイト目から、リーダーに始まりレコード終端記号に終わる完全なレコード。ファイルのダウンロードが途中で終わっている可能性があります",
    },
    "a-number-with-source": {
        "en": "a number preceded by the code of its source in brackets: (OCoLC)99999999",
        "ja": "丸括弧に入れた出典コードに続く番号(例: (OCoLC)99999999)",
    },
    "utf-8-in-leader": {
        "en": '"a" in leader/09: the record was read as UTF-8, which is what it contains',
        "ja": "リーダー09の a。文字はUTF-8なので、UTF-8として読みました",
    },
    "a-format-that-is-read": {
        "en": "a file in a format that is read ({formats}); {format} is only written",
        "ja": "読める形式のファイル({formats})。{format} は書き出すだけの形式です",
    },
    "a-known-format": {"en": "a file in a known format ({formats})", "ja": "既知の形式のファイル({formats})"},
    "faults-more": {
        "en": "no further problems; this record has {count} more than the first {shown} listed",
        "ja": "最初の{shown}件のほかに、このレコードにはエラーが{count}件あります",
    },
    "records-of-use": {
        "en": (
            "records that can be used (unusable / all). Practically all are rejected or repeat the same record, so nothing "
            "was read from {place} on: correct the file, then read it again"
        ),
        "ja": (
            "使えるレコード(使えないもの / 全部)。ほぼすべてが取り込めないレコードか同じレコードの繰り返しのため、"
            "{place} から先は読んでいません。ファイルを直してから、もう一度読んでください"
        ),
    },
    "schema-here": {
        "en": "another element: here can stand {names}",
        "ja": "ここには置けない要素です。ここに置けるものは {names} です",
    },
    "schema-nothing-here": {
        "en": "no element here: all that can stand here stands before it",
        "ja": "ここには置けない要素です。消すか、置ける場所に移してください",
    },
    "schema-child": {
        "en": "an element inside it: {names}",
        "ja": "この中に要素が足りません。次のいずれかを入れてください: {names}",
    },
    "schema-attribute": {"en": "the attribute {names}", "ja": "属性 {names} がありません。書き加えてください"},
    "schema-no-attribute": {"en": "no attribute {names}", "ja": "属性 {names} は使えません。消してください"},
    "schema-one-of": {"en": "one of {names}", "ja": "次のいずれかを書いてください: {names}"},
    "schema-type": {"en": "a value of the form {names}", "ja": "{names} の形の値"},
    "schema-form": {"en": "a value of the form that the schema gives", "ja": "スキーマが定める形の値"},
    "schema-no-text": {
        "en": "elements only, and no text between them",
        "ja": "ここには要素だけを置きます。文字を消してください",
    },
    "schema-valid": {"en": "{detail}", "ja": "{detail}"},
    "file-named": {"en": "the file {path}, which the record id determines", "ja": "識別子が示すファイル {path}"},
    "unique-reference": {
        "en": "a record id that is used only once in the file",
        "ja": "ファイルの中で一度だけ使う識別子",
    },
    # store
    "journal-at": {"en": "{file}: {why}", "ja": "{file}: {why}"},
    "journal-line": {"en": "line {number}: {why}", "ja": "{number}行目: {why}"},
    "journal-change": {
        "en": "the line is not a change as a batch writes it",
        "ja": "バッチが書いた形の行ではありません",
    },
    "journal-digest": {
        "en": "the bytes of {path} do not have their digest",
        "ja": "{path} の内容がダイジェストと合いません",
    },
    "journal-place": {
        "en": "{path} is not where this record stands",
        "ja": "{path} はこのレコードの置き場所ではありません",
    },
    "journal-path": {"en": "{path} is not a path in an archive", "ja": "{path}はアーカイブの中のパスではありません"},
    "journal-later": {
        "en": "the journal is of a later version of smj-catalog",
        "ja": "より新しい版の smj-catalog の変更履歴です",
    },
    "journal-header": {"en": "the first line is not a header", "ja": "先頭の行が見出しではありません"},
    "journal-named": {
        "en": "the file is named {batch} and says that it is {id}",
        "ja": "ファイル名は {batch} ですが、中身は {id} です",
    },
    "journal-lines": {
        "en": "the lines do not have the digest that the last one states",
        "ja": "行の内容が最終行のダイジェストと合いません",
    },
    "journal-end": {
        "en": "the last line is not the one that a whole journal ends with",
        "ja": "最終行が変更履歴の終わりの行ではありません(途切れています)",
    },
    "file-unread": {"en": "the file cannot be read ({reason})", "ja": "ファイルを読めません({reason})"},
    "file-of-batch": {
        "en": "the bytes that batch {batch} wrote",
        "ja": "バッチ {batch} が書いた内容",
    },
    "file-of-branches": {
        "en": (
            "the bytes that a batch wrote; the batches {batches} changed this record on branches that were merged. "
            "Check the record, then record the merge with 'smj-catalog verify --accept'"
        ),
        "ja": (
            "バッチが書いた内容。合流した枝のバッチ {batches} が、どちらもこのレコードを変えています。"
            "レコードを確かめて、smj-catalog verify --accept で合流を記録してください"
        ),
    },
    "file-in-journal": {
        "en": "only files written by a batch; to record this one in the log, run 'smj-catalog verify --accept'",
        "ja": "バッチが書いたファイルのみ(取り込むには smj-catalog verify --accept)",
    },
    "file-of-archive": {
        "en": "only files that belong to the archive; this one is never read: move it to another folder",
        "ja": "アーカイブのファイルではないため読みません。ほかのフォルダーに移してください",
    },
    "whole-journal": {"en": "the journal as it was written ({detail})", "ja": "書かれたままの変更履歴({detail})"},
    "batch-before": {
        "en": "the previous batch {batch}, unchanged since this one was written",
        "ja": "その前のバッチ {batch}(作成時のまま)",
    },
    "a-journal": {
        "en": "a journal; there is none yet: run 'smj-catalog verify --accept' to start one",
        "ja": "変更履歴がまだありません。smj-catalog verify --accept を実行すると記録が始まります",
    },
    "no-leftover": {"en": "no temporary files left by an interrupted write", "ja": "中断した書き込みの残りがあります"},
    "batch-finished": {
        "en": "batch {batch} with all its files; it was committed but incomplete, and has now been completed",
        "ja": "確定後に中断していたバッチ {batch} を、いま完了しました",
    },
    "batch-whole": {
        "en": (
            "batch {batch} with all its files; it is committed but incomplete, and will be completed the next "
            "time someone with write permission opens the archive ({reason})"
        ),
        "ja": (
            "バッチ {batch} は確定済みですが、まだ完了していません。書き込める人がアーカイブを次に開くと完了します({reason})"
        ),
    },
    "a-shorter-id": {
        "en": (
            "a shorter id: the path of the record's file may have at most {limit} bytes, so that every file "
            "system accepts it"
        ),
        "ja": "ファイルのパスが{limit}バイト以下になる識別子(どのファイルシステムでも使える長さ)",
    },
    "a-free-place": {
        "en": "no existing file or folder at {path}, where the record's file belongs",
        "ja": "レコードのファイル {path} の場所にあるものを、ほかへ移してください",
    },
    "settings-of-user": {
        "en": (
            "the settings as last recorded; you may edit them: 'smj-catalog verify --accept' records the edit "
            "in the log"
        ),
        "ja": "設定が書き換えられています。そのままでもかまいません。smj-catalog verify --accept で変更履歴に記録できます",
    },
    "settings-unreadable": {"en": "{file}: cannot be read: {reason}", "ja": "{file}: 読めません: {reason}"},
    "toml-once": {
        "en": "each key only once (column {column}); delete one of the two lines",
        "ja": "同じキーは一度だけ({column}文字目)。どちらかの行を削除してください",
    },
    "mapping-lines": {
        "en": 'Column of the file = column of smj-catalog (its name or key), or "ignore".',
        "ja": 'ファイルの列 = smj-catalog の列(書名など)。読まない列は "ignore"',
    },
    "mapping-varying": {
        "en": "What these are depends on the kind of the row; a line without # holds for all kinds.",
        "ja": "次の列の意味は行の種類によって変わります。行頭の # を外すと、どの種類の行でもその意味になります",
    },
    "mapping-unknown": {
        "en": "Not known: name the column of each, or leave it out, and take the # away.",
        "ja": "意味のわからない列です。どの列に当たるかを書き、行頭の # を外してください",
    },
    "is-folder": {
        "en": "a file; this is a folder: name the files in it",
        "ja": "これはフォルダーです。中のファイルを指定してください",
    },
    "toml-key": {
        "en": 'a name with Japanese or accented letters in quotation marks: "{key}"',
        "ja": '日本語の名前は引用符で囲んでください: "{key}"',
    },
    "toml-line": {
        "en": 'lines such as: key = "text" (see column {column}); text is in quotation marks, a comment begins with #',
        "ja": 'キー = "文字列" の形の行({column}文字目を確かめてください)。文字列は引用符で囲み、注釈は # で始めます',
    },
    "setting-text": {"en": "text in quotation marks", "ja": "引用符で囲んだ文字列"},
    "setting-day": {"en": "a day, YYYY-MM-DD", "ja": "日付(YYYY-MM-DD)"},
    "setting-address": {"en": "an address that begins with https://", "ja": "https:// で始まるアドレス"},
    "setting-format": {"en": "{format}, which this version reads", "ja": "{format}(この版で読める形式)"},
    "setting-known": {
        "en": (
            "one of {known}; this key is ignored: check its spelling, or use a newer version of smj-catalog if the "
            "archive was made by one"
        ),
        "ja": "次のいずれか: {known}。このキーは無視します。綴りを確かめるか、新しい版のアーカイブなら新しい版の smj-catalog を使ってください",
    },
    "one-file-a-record": {
        "en": (
            "one file per record; this one looks like a conflicting copy of {path} ({record}) made by a sync "
            "service, and is not read: move any content you need into that file, then delete this one"
        ),
        "ja": (
            "同期サービスが作った {path}({record})の競合コピーのようなので、読みません。必要な内容を元のファイルに移してから削除してください"
        ),
    },
    "index-not-kept": {
        "en": ("{folder}: the index cannot be saved here; commands that need it will build a temporary one each time"),
        "ja": "{folder}: ここには索引を書き込めないため、作りませんでした。索引を使うコマンドは、そのつど一時的に作ります",
    },
    "already-taken-back": {
        "en": "already undone by batch {batch}; nothing was changed",
        "ja": "バッチ {batch} ですでに取り消されています。何も変えていません",
    },
    "whole-index": {
        "en": "a readable index; 'smj-catalog reindex' rebuilds it",
        "ja": "索引を読めません。smj-catalog reindex で作り直してください",
    },
    "own-place": {
        "en": "one record, in the file {path} that its id determines",
        "ja": "識別子が示すファイル {path} にある一つのレコード",
    },
    # tables
    "a-day": {
        "en": "a date such as 2026-04-01, 2026/4/1, 2026年4月1日 or R8.4.1, or a month or year",
        "ja": "2026-04-01、2026/4/1、2026年4月1日、R8.4.1 のような日付(年月、年だけでも可)",
    },
    "a-date-of-calendar": {
        "en": "a date of the calendar: there is no such month or day",
        "ja": "暦にない月日です。日付を確かめてください",
    },
    "a-cell-date": {
        "en": "a date such as 2006-06, 2006/6/1, 平成18年6月, 2005年以前, 2006年頃",
        "ja": "2006-06、2006/6/1、平成18年6月、2005年以前、2006年頃 のような日付",
    },
    "a-cell-date-coded": {
        "en": "a date such as 2006-06 or 平成18年6月; the date of 008 was used instead: {date}",
        "ja": "2006-06、平成18年6月 のような日付。代わりに 008 の日付を使いました: {date}",
    },
    "a-cell-date-not-coded": {
        "en": "a date such as 2006-06 or 平成18年6月; 008 has no date either, so none was imported",
        "ja": "2006-06、平成18年6月 のような日付。008 にも日付がないので、取り込みません",
    },
    "a-cell-date-order": {
        "en": ("a date that begins with a four-digit year, such as 2006/6/1; it is not clear which number is the year"),
        "ja": "どの数字が年か判断できません。2006/6/1 のように、4桁の年で始まる日付を入力してください",
    },
    "a-cell-date-serial": {
        "en": (
            "a date; this looks like a spreadsheet's internal date number: format the column as text and type the date"
        ),
        "ja": "表計算ソフトの内部の日付番号のようです。列を文字列にして、日付を入力してください",
    },
    "a-cell-date-whole": {
        "en": (
            "a checked date: spreadsheets turn 2006/6 into 1 June 2006; if the day is not known, enter 2006-06 as text"
        ),
        "ja": "日付を確かめてください。表計算ソフトは 2006/6 を6月1日に変えます。日が不明なら、文字列で 2006-06 と入力してください",
    },
    "a-cell-date-year": {
        "en": "a date with all four digits of its year, or with its era: {years}",
        "ja": "4桁の西暦か元号のある日付({years} など)",
    },
    "a-cell-empty": {
        "en": ("an empty cell if there is no value: these words were not imported; to empty the field, enter (clear)"),
        "ja": "この語は取り込みません。値がなければ空欄に、項目を空にするなら「(削除)」にしてください",
    },
    "a-cell-not-left": {
        "en": (
            "an empty cell: programs write this where there is no value, and it was not imported; if the word is meant, put "
            "an apostrophe in front of it ('None), in Excel two"
        ),
        "ja": (
            "空欄(値のないセルにソフトウェアが残す語なので、取り込みません。この語そのものが値なら、前にアポストロフィを付けてください"
            "('None。Excelでは二つ))"
        ),
    },
    "a-date-without-zeros": {
        "en": "a date as far as it is known: {date} (a month or day 0 is not known)",
        "ja": "0の月や日は不明とみなし、{date} としました",
    },
    "a-date-not-zero": {
        "en": "a year, or two years in full: {date} (00 could also be a month that is not known)",
        "ja": "{date} としました。「00」は不明の月とも読めます。年か、二つの年を4桁で入力してください",
    },
    "a-date-not-copyright": {
        "en": "the date of publication: c and © mark a copyright year, which was used as the year of publication",
        "ja": "「c」「©」は著作権表示の年です。その年を発行年としました。発行日がわかれば入力してください",
    },
    "a-date-of-year": {
        "en": "a date of publication; of a fiscal year or of the year of an edition only the year was taken, as uncertain",
        "ja": "年度や「年版」の年です。その年を、不確かな発行年としました。発行日がわかれば入力してください",
    },
    "a-date-as-exact": {
        "en": "a date as exact as the one in the record, {date}, which it replaces: enter that one to keep it",
        "ja": "レコードにある、より詳しい日付 {date} を、これに置き換えます。残すには {date} と入力してください",
    },
    "a-date-near": {
        "en": "the right year; {year} was imported, but may be a slip",
        "ja": "{year}年として取り込みましたが、誤りかもしれません。年を確かめてください",
    },
    "a-date-known": {
        "en": "the actual date of publication; the planned date was used",
        "ja": "予定の日付を発行日としました。確定したら直してください",
    },
    "a-date-closed": {
        "en": "a date of publication; the range has no end, so its start was used",
        "ja": "終わりの示されていない年月です。始まりの日付を発行日としました",
    },
    "a-date-not-reprint": {
        "en": (
            "the date of the first printing; this is the date of a later one and was imported as a reprint "
            "date (List 163, 12)"
        ),
        "ja": "初刷の発行日(2刷以降の日付なので増刷日としました。List 163 の 12)",
    },
    "a-date-no-issue": {
        "en": "a date of publication; wording such as 8月号 is the designation of an issue",
        "ja": "「8月号」などは雑誌の号の年月表示です。発行日を入力してください",
    },
    "a-date-not-of-months": {
        "en": "one date of publication; several (2006.6-7) are those of an issue, and exports give the first",
        "ja": "「2006.6-7」のような複数の年月は雑誌の号のものです。一つの発行日を入力してください(このまま書き出すと、最初の年月が出ます)",
    },
    "a-date-in-both": {
        "en": "the same date in both calendars ({one} and {other} differ)",
        "ja": "西暦と元号の日付が異なります({one} と {other})。どちらかを直してください",
    },
    "a-day-alone": {
        "en": "a date without a time; it was read as {date}, the date in Japan",
        "ja": "時刻を除き、日本時間の {date} としました",
    },
    "a-span-with-years": {
        "en": "a year for each month, as in 2006年12月・2007年1月; only the year was imported",
        "ja": "年だけを取り込みました。「2006年12月・2007年1月」のように、月ごとに年を入力してください",
    },
    "a-month-not-rounded": {
        "en": (
            "{year}-01 or {year}-10 as text: a spreadsheet number does not distinguish the two; only the year "
            "was imported"
        ),
        "ja": "表計算ソフトの数値では1月と10月を区別できないため、年だけを取り込みました。文字列で {year}-01 か {year}-10 と入力してください",
    },
    "a-date-not-a-number": {
        "en": "dates as text: the spreadsheet stores these as numbers, so 2006.1 and 2006.10 cannot be told apart",
        "ja": "表計算ソフトが数値にしており、2006.1 と 2006.10 を区別できません。列を文字列にして日付を入力してください",
    },
    "a-cell-numbering": {
        "en": (
            "a designation that can be read in only one way, such as 5巻2号, 5(3), 2017年2号, 193・194合併号, "
            "第3号(通巻45号)"
        ),
        "ja": "読み方が一つに決まる巻号(例: 5巻2号、5(3)、2017年2号、193・194合併号、第3号(通巻45号))",
    },
    "a-cell-numbering-words": {
        "en": "a volume or running number; these words are no number and were kept as the designation as printed",
        "ja": "数ではないので「巻号の表示」としました。巻数か通巻の数があれば入力してください",
    },
    "a-cell-numbering-text": {
        "en": "a number entered as text: in a spreadsheet number, 5.1 and 5.10 cannot be told apart; enter 5巻1号",
        "ja": "文字列としての巻号(表計算ソフトの数値では 5.1 と 5.10 を区別できません。「5巻1号」のように入力)",
    },
    "a-cell-year-and-number": {
        "en": "a year and a number, as it was read, or a month: enter 2017年6号, or 2017年6月号",
        "ja": "年と号数として読みました。号数なら「2017年6号」、月なら「2017年6月号」のように入力してください",
    },
    "a-cell-volume-and-number": {
        "en": "volume and number, as in 5巻2号; the only number given was used as the issue number",
        "ja": "数字が一つだけなので号数としました。巻もあれば「5巻2号」のように入力してください",
    },
    "a-cell-not-made-date": {
        "en": (
            "the number as text: the spreadsheet converted it to a date (from {likely}?); format the column as "
            "text and type it again"
        ),
        "ja": "表計算ソフトが日付に変えたようです(元は {likely} ですか)。列を文字列にして入力し直してください",
    },
    "in-cells": {
        "en": "{expected} ({count} cells of this column, rows {rows})",
        "ja": "{expected}(この列の{count}セル、行 {rows})",
    },
    "a-number-with-zeros": {
        "en": (
            "the number with its leading zeros, which spreadsheets drop; it was read as {mended} (the check "
            "digit is correct)"
        ),
        "ja": "表計算ソフトで失われた先頭の 0 を補い、{mended} と読みました。チェックデジットは合います",
    },
    "a-c-code-with-zeros": {
        "en": "a four-digit C-code; leading zeros were lost, and it was read as {mended}",
        "ja": "先頭の 0 が失われています。4桁のCコード {mended} と読みました",
    },
    "a-class-with-point": {
        "en": "a class number with a decimal point; it was read as {mended} (separate two class numbers with ;)",
        "ja": "小数点のある分類記号({mended} と読みました。二つの分類は ; で区切る)",
    },
    "a-class-with-zeros": {
        "en": (
            "an NDC number with three digits before the point; leading zeros were lost, and it was read as {mended}"
        ),
        "ja": "先頭の 0 が失われています。小数点の前が3桁のNDC {mended} と読みました",
    },
    "an-ndc-not-shelf": {
        "en": (
            "an NDC number such as 334.4; a mark with letters, such as the shelf mark K334, was imported with "
            "the scheme other"
        ),
        "ja": "「K334」のように英字の付く記号なので、体系 other の記号としました。NDCなら 334.4 のように入力してください",
    },
    "a-cell-one-number": {
        "en": (
            "a single number, or a qualifier in brackets after each (上巻, セット, pbk.); all of the numbers were "
            "imported"
        ),
        "ja": "一つの番号、または括弧に入れた区別(上巻、セット、pbk. など)。異なる番号をすべて取り込みました",
    },
    "cell-other-alone": {
        "en": "the number only; the other text in the cell was not imported",
        "ja": "添えられた語は取り込みません。番号だけを入力してください",
    },
    "a-cell-barcode": {
        "en": (
            "the EAN of a book or serial (978, 979, 977, 491); a library's own barcode belongs to a copy and "
            "needs the holding library: it was not imported"
        ),
        "ja": "図書・雑誌のEAN(978、979、977、491)。館のバーコードは所蔵館とともに入力する所蔵の番号です(取り込みません)",
    },
    "a-cell-price": {
        "en": "a price such as 1800, 1,800円, 本体1800円+税, 1,980円(税込), or 無料, 未定, 非売品, オープン価格",
        "ja": "1800、1,800円、本体1800円+税、1,980円(税込)のような価格、または無料、未定、非売品、オープン価格",
    },
    "a-cell-price-zero": {
        "en": (
            "無料 if it is free, 未定 if the price is not yet set; 0 could mean either and was not imported as a price"
        ),
        "ja": "価格(0 は価格として取り込みません)。無料なら「無料」、未定なら「未定」と入力してください",
    },
    "a-cell-price-flag": {
        "en": ("a checked price: on a back cover, E means without tax, but before about 1997 it was used differently"),
        "ja": "裏表紙の価格の E は税抜を示しますが、1997年ごろまでは使い方が違いました。価格を確かめてください",
    },
    "a-cell-price-provisional": {
        "en": "the final price; the provisional price (予価) was imported",
        "ja": "予価のまま取り込みました。決まったら直してください",
    },
    "a-cell-price-subscription": {
        "en": "the price of the item itself; {words} is a subscription price and was imported as a note",
        "ja": "{words} は購読料なので、注記にしました。この資料自体の価格があれば入力してください",
    },
    "a-cell-price-other": {
        "en": "a price that applies to everyone; {words} was not imported as a price, but the wording was kept",
        "ja": "{words} は価格とせず、語だけを残しました。だれにでも当てはまる価格を入力してください",
    },
    "a-cell-price-about": {
        "en": "an exact price; {words} is only roughly a price and was imported as a note",
        "ja": "{words} はおおよその価格なので、注記にしました。正確な価格がわかれば入力してください",
    },
    "a-cell-price-one": {
        "en": "one price, or beside each what it is (税込, 税別, 会員); {words} is a second one of its kind",
        "ja": "{words} は同じ種類の二つ目の価格です。一つにするか、それぞれの別(税込、税抜、会員など)を入力してください",
    },
    "a-cell-price-words": {
        "en": "only a price; the accompanying words {words} are kept as printed",
        "ja": "{words} は価格に添えられた語として、表示のまま残しました",
    },
    "a-cell-visible": {
        "en": "no invisible characters ({points}); they were removed, and the rest was read",
        "ja": "見えない文字 {points} を取り除いて読みました",
    },
    "a-cell-term": {
        "en": "one of {allowed}, or a code of the list",
        "ja": "次のいずれか、またはそのリストのコード: {allowed}",
    },
    "a-cell-publishing": {
        "en": "近刊, 刊行中, 品切, 絶版, 刊行中止 or 刊行延期, the English for one of them, or a code from ONIX List 64",
        "ja": "近刊、刊行中、品切、絶版、刊行中止、刊行延期、またはONIX リスト64のコード",
    },
    "a-cell-availability": {
        "en": "在庫あり, 予約受付中, 取り寄せ, オンデマンド, 在庫なし, 入手不可 or 絶版, the English for one of them, or a code from ONIX List 65",
        "ja": "在庫あり、予約受付中、取り寄せ、オンデマンド、在庫なし、入手不可、絶版、またはONIX リスト65のコード",
    },
    "a-cell-unpriced": {
        "en": "the reason why there is no price: 無料, 未定, オープン価格, 非売品, or a code from ONIX List 57",
        "ja": "金額がない理由(無料、未定、オープン価格、非売品、または ONIX リスト57のコード)",
    },
    "a-cell-pages": {
        "en": "pages such as 244, 244頁, 244p, or xii, 244p, or 1冊; put any other wording in a note",
        "ja": "244、244頁、244p、xii, 244p、1冊 のようなページ数(ほかの語は備考へ)",
    },
    "a-cell-pages-beside": {
        "en": "page numbers only; {words} was not counted and is kept as printed",
        "ja": "{words} は数えず、表示のまま残しました",
    },
    "a-cell-pages-comma": {
        "en": (
            "a space after a comma that separates two sequences of pages (8, 244p), and none after a thousands "
            "separator; no number was imported, and the wording is kept"
        ),
        "ja": "数は取り込まず、表示のまま残しました。二つのページ付けなら「8, 244p」のようにコンマの後に空白を入れ、千の位のコンマなら空白を入れないでください",
    },
    "a-cell-pages-several": {
        "en": (
            "one sequence of pages; of several, none was taken as the number of pages, and the wording is kept; if the "
            "number is known, enter it as the number and this as its printed wording"
        ),
        "ja": "複数のページ付けがあるため、ページ数は取り込まず、表示のまま残しました。ページ数がわかれば、数をページ数に、この表示を表示形に入力してください",
    },
    "a-cell-names": {
        "en": "names, with role terms if any: 見本花子 編著; 見本太郎・見本次郎 訳",
        "ja": "名前と、あれば役割の語(例: 見本花子 編著; 見本太郎・見本次郎 訳)",
    },
    "names-and-unsure": {
        "en": "; between names: {name} could be one name or several, and was read as one",
        "ja": "{name} が一つの名前かどうか確かではないため、一つとしました。名前が二つなら「;」で区切ってください",
    },
    "keywords-apart": {
        "en": "; between keywords: several in one cell were imported as one",
        "ja": "キーワードが複数なら「;」で区切ってください(一つの語としました)",
    },
    "title-alone": {
        "en": "the title alone: what stands behind = or / (title in another language, statement of responsibility) has its own column; imported as it is",
        "ja": "タイトルだけを入力します。「=」「/」の後ろ(並列タイトル、責任表示)には別の項目があります。そのまま取り込みました",
    },
    "form-not-extent": {
        "en": "the form in words; pages and sizes have their own columns (Extent and size), from which they can be counted; imported as it is",
        "ja": "形態を表す語。ページ数や大きさは「大きさ・容量」に入力してください。そのまま取り込みました",
    },
    "a-publisher-alone": {
        "en": (
            "; between publishers, and the distributor in its own column: {name} could be several names or hold one, and was "
            "read as one publisher"
        ),
        "ja": "{name} は複数の名前か発売元を含む可能性がありますが、一つの出版社としました。出版社が複数なら「;」で区切り、発売元は「発売元」に入力してください",
    },
    "name-dot-unsure": {
        "en": "; between names: the ・ in {name} may or may not separate two names",
        "ja": "{name} の「・」が名前の区切りかどうか確かではありません。名前の間は「;」で区切ってください",
    },
    "names-unknown": {
        "en": "a name; the cell says that the name is unknown, so no contributor was imported",
        "ja": "「不明」とあるので、著者等は入れていません。名前がわかれば入力してください",
    },
    "names-heading": {
        "en": "one person in heading form: this was read as {name}; separate two persons with ;",
        "ja": "標目形の1人({name} と読みました。2人の場合は ; で区切る)",
    },
    "names-comma-unsure": {
        "en": "names separated by ; (the parts between commas, slashes or & were read as separate names)",
        "ja": "コンマ、スラッシュ、& の両側を別々の名前と読みました。名前の間は「;」で区切ってください",
    },
    "names-role-uncoded": {
        "en": "a role term with a code in List 17; {word} has no definite code and is kept as printed",
        "ja": "{word} に当たる確かなコード(List 17)がないため、表示のまま残しました",
    },
    "a-reading-mended": {
        "en": "a reading in full-width katakana; it was read as {mended}",
        "ja": "ヨミは全角カタカナにし、{mended} と読みました",
    },
    "names-others": {
        "en": "all the names: ほか, 他 or et al. means that there are more; only those given were imported",
        "ja": "「ほか」「他」「et al.」は残りがあることを示すので、書かれた名前だけを取りました。ほかの名前もわかれば入力してください",
    },
    "a-number-as-text": {
        "en": (
            "the full number as text: the spreadsheet rounded it and its last digits are lost; format the "
            "column as text, type the number again and save"
        ),
        "ja": "表計算ソフトが丸め、末尾の数字が失われました。列を文字列にして、番号を入力し直してください",
    },
    "a-number-mended": {
        "en": (
            "the number as text: the spreadsheet stores it as a number; it was read as {mended}, but any "
            "leading zeros would be lost"
        ),
        "ja": "表計算ソフトが数値にしています。{mended} と読みましたが、先頭の 0 は失われます。列を文字列にしてください",
    },
    "a-cell-language": {
        "en": (
            "a language: an ISO 639-2 code such as jpn, or a name such as 日本語 or English; separate several with ;"
        ),
        "ja": "言語(jpn のようなISO 639-2のコード、または日本語、英語のような名前。複数は ; で区切る)",
    },
    "a-language-alone": {
        "en": "only the languages: whether a language is that of a part, of a summary or not the only one was not imported",
        "ja": "言語だけを取り込みました。一部だけか、要旨か、ほかにもあるかは取り込んでいません",
    },
    "as-many-items": {
        "en": "{count} items separated by ;, as in the column {lead}",
        "ja": "「{lead}」の値は{count}個です。同じ数の値を ; で区切って入力してください",
    },
    "cell-other-not-taken": {
        "en": "{field} in its own column; this value, found with another one, was not imported",
        "ja": "ほかの値に添えられた{field}は取り込みません。専用の列に入力してください",
    },
    "cell-kept": {
        "en": "a value, or (clear) to empty {field}; the value in the record was kept",
        "ja": "レコードにある値を残しました。{field}を空にするには「(削除)」と入力してください",
    },
    "a-holder": {
        "en": "the name of the library that holds it; a mark names none and was not imported",
        "ja": "「○」や「有」だけでは館がわからないため、取り込みませんでした。所蔵している館の名称を入力してください",
    },
    "a-holder-run": {
        "en": "the name of the library; these are numbers of issues, and were read as its holdings (所蔵巻号)",
        "ja": "館の名称ではなく巻号なので、所蔵巻号として読みました",
    },
    "copy-replaced": {
        "en": "a copy number for each copy, if this is a further copy; without one, this row changed the copy that was there",
        "ja": "番号がないため、前からあるこの所蔵を書き換えました。別の一冊なら、それぞれの資料番号を入力してください",
    },
    "copy-added": {
        "en": "a copy number for each copy, if this is one of the copies that were there; it was added as a further copy",
        "ja": "どの所蔵かわからないため、別の一冊として追加しました。前からある所蔵なら、資料番号を入力してください",
    },
    "cells-agree": {
        "en": "the same value as in another column of the row: {other}",
        "ja": "同じ行の別の列と同じ値({other})",
    },
    "a-serial-for-all": {
        "en": (
            "the serial that this number is of: a column 掲載誌 with its title, or, if it is one for all rows, a file such as "
            'serial.toml with the two lines [constants] and "掲載誌" = "TITLE", used with --mapping serial.toml'
        ),
        "ja": (
            'この号がどの雑誌のものか。「掲載誌」の列に誌名を入れるか、全行が同じ雑誌なら、[constants] と "掲載誌" = "誌名" の2行を書いたファイル'
            "(例 serial.toml)を作り、--mapping serial.toml を付けてください"
        ),
    },
    "with-its-lead": {
        "en": "a value in {lead} as well, the column that this one belongs to",
        "ja": "先に「{lead}」に入力してください(この列はその付属の列です)",
    },
    "column-known": {
        "en": (
            "a known column, a mapping file that says what the column means, or --ignore with its name "
            "(nearest: {nearest})"
        ),
        "ja": "列の名前を直すか、対応表で列の意味を示すか、--ignore で読まない列に指定してください(近い列: {nearest})",
    },
    "column-taken": {
        "en": "an unambiguous header; the column was read as {column}",
        "ja": "「{column}」の列として読みました。違うときは見出しを直してください",
    },
    "column-passed": {
        "en": "a column that can be imported; this one was not read ({count} cells): {reason}",
        "ja": "この列には置き場所がないため、{count}個のセルを読みませんでした({reason})",
    },
    "columns-ignored-by": {
        "en": "known columns; to ignore these: {line}",
        "ja": "この列を読まずに進むには {line} を付けてください",
    },
    "ignore-absent": {
        "en": "--ignore with headers of this file: {headers}",
        "ja": "この見出しの列はないので、--ignore は働いていません。ファイルの見出し: {headers}",
    },
    "placeless-acquisition": {
        "en": "acquisition details are kept in the library's own system",
        "ja": "受入の経緯は図書館の業務システムで管理するものです",
    },
    "placeless-circulation": {
        "en": "loan data change daily and are kept in the library's own system",
        "ja": "貸出の状態は日々変わり、図書館の業務システムで管理するものです",
    },
    "placeless-withdrawn": {
        "en": "holdings are copies that are still held; leave out the rows of withdrawn copies",
        "ja": "所蔵は現にあるものだけです。除籍した資料の行は除いてください",
    },
    "placeless-call-number": {
        "en": "this is part of the call number; enter the complete call number in one column, 請求記号",
        "ja": "請求記号の一部です。全体を一つの列「請求記号」に入力してください",
    },
    "placeless-tax-rate": {
        "en": "tax is never calculated; the price column says whether tax is included (税込, 税抜)",
        "ja": "税額は計算しません。税込か税抜かは価格の列で示します",
    },
    "placeless-stock": {
        "en": "stock levels and print runs are kept where the books are sold",
        "ja": "在庫や部数は販売側で管理するものです",
    },
    "placeless-sum": {
        "en": "beside 数量 or 単価, 金額 is what several copies cost together; the price of one goes in 単価 or 定価",
        "ja": "「数量」や「単価」のある表の「金額」は合計の額です。1点の価格は「単価」か「定価」に入れてください",
    },
    "placeless-copies": {
        "en": (
            "部数 can be a print run, an order or the copies that a library has; for the last, add the library (所蔵館) "
            "or call the column 所蔵部数"
        ),
        "ja": (
            "部数だけでは、発行部数、注文数、所蔵部数のどれかわかりません。所蔵部数なら「所蔵館」の列を加えるか、見出しを「所蔵部数」にしてください"
        ),
    },
    "placeless-trade": {
        "en": "orders and terms of trade are kept by shops, wholesalers and publishers",
        "ja": "注文や取引条件は、書店・取次・出版社の間で管理するものです",
    },
    "placeless-volume-title": {
        "en": "the title of a part has no field of its own; enter it in 副題 or 別タイトル",
        "ja": "部編・各巻のタイトル専用の項目はありません。「副題」か「別タイトル」に入力してください",
    },
    "placeless-reader": {
        "en": "a reader's opinions and reading history are not part of a bibliographic description",
        "ja": "読者の感想や読書の記録は、書誌の一部ではありません",
    },
    "placeless-membership": {
        "en": "membership is kept in the organisation's own list",
        "ja": "会員に関する情報は、団体の名簿で管理するものです",
    },
    "placeless-reviewed": {
        "en": "there is no field for whether an article was refereed; put it in a note if it matters",
        "ja": "査読の有無の項目はありません。必要なら備考に入力してください",
    },
    "placeless-person": {
        "en": "this is about a person, and goes into the person's own record",
        "ja": "人についての情報なので、その人のレコードに入力してください",
    },
    "placeless-system": {
        "en": "this column is for the other program's internal use",
        "ja": "ほかのソフトウェアの管理用の列です",
    },
    "placeless-contact": {
        "en": "telephone numbers and mail addresses are not kept in the catalogue",
        "ja": "電話番号やメールアドレスは目録に入れません",
    },
    "placeless-adult": {
        "en": "whom a book is for is entered in 読者対象 in words, or in 読者対象コード",
        "ja": "どの読者に向けたものかは「読者対象」に言葉で、または「読者対象コード」に入力してください",
    },
    "placeless-genre-code": {
        "en": "enter a code of another scheme in その他の主題の記号, and the scheme in その他の主題の体系",
        "ja": "ほかの体系の記号は「その他の主題の記号」に、体系の名は「その他の主題の体系」に入力してください",
    },
    "placeless-printing": {
        "en": "whether a book can still be had is entered in 入手可能性; later printings go into a note",
        "ja": "入手できるかどうかは「入手可能性」に、増刷については備考に入力してください",
    },
    "placeless-printer": {
        "en": "there is no field for printers; put the name in a note if it matters",
        "ja": "印刷所の項目はありません。必要なら備考に入力してください",
    },
    "placeless-role": {
        "en": "enter the people with their roles in 著者・編者等: 見本花子 解説",
        "ja": "人の名前は役割を付けて「著者・編者等」に入力してください(見本花子 解説)",
    },
    "placeless-heading": {
        "en": "headings and authority IDs of another catalogue are kept there; a person's ID goes into the person's own record",
        "ja": "ほかの目録の標目や典拠IDです。人のIDはその人のレコードに入力してください",
    },
    "placeless-elsewhere": {
        "en": "this is a code or figure of the catalogue that the table came from",
        "ja": "表の元になった目録の記号や数です",
    },
    "placeless-combined": {
        "en": "several things in one cell; split them into separate columns",
        "ja": "一つのセルに複数の事項があります。それぞれの列に分けてください",
    },
    "placeless-issue-kind": {
        "en": "enter the kind of issue in 号の種別, combined numbers or a season in 巻号, and changes of title in 継続前誌 or 継続後誌",
        "ja": "号の種別は「号の種別」に、合併号や季節は「巻号」に、改題は「継続前誌」「継続後誌」に入力してください",
    },
    "placeless-digitised": {
        "en": "enter the address of a file in URL, and what comes with a book in 構成資料",
        "ja": "ファイルのアドレスは「URL」に、付属物は「構成資料」に入力してください",
    },
    "placeless-within": {
        "en": "articles have rows of their own or are listed in 目次; the full text is not kept",
        "ja": "記事は1件1行にするか「目次」に入力してください。本文は目録に入れません",
    },
    "placeless-translation": {
        "en": "an article has one title here; enter the others in a note, and texts with their language in その他の文章",
        "ja": "記事のタイトルは一つです。ほかの言語のものは備考に、要旨は言語とともに「その他の文章」に入力してください",
    },
    "placeless-address": {
        "en": "this is part of an address; enter the complete address in one column, 所在地",
        "ja": "住所の一部です。全体を一つの列「所在地」に入力してください",
    },
    "placeless-personal": {
        "en": "these personal details are not part of a catalogue",
        "ja": "目録に必要のない個人の事柄です",
    },
    "placeless-account": {
        "en": "enter the address of the page in URL",
        "ja": "ページのアドレスを「URL」に入力してください",
    },
    "placeless-other-edition": {
        "en": "this is the number of another edition; enter that edition as a book of its own, or in 関連の番号",
        "ja": "別の版の番号です。その版を別の1件とするか「関連の番号」に入力してください",
    },
    "placeless-other-media": {
        "en": "this is about things that are not catalogued here, such as maps, films and patents",
        "ja": "地図、映像、特許など、この目録で扱わないものの項目です",
    },
    "placeless-rights": {
        "en": "enter the year and the holder of the copyright in 著作権表示年 and 著作権者",
        "ja": "著作権の年と権利者は「著作権表示年」「著作権者」に入力してください",
    },
    "placeless-shelf": {
        "en": "this is only part of a copy's location; enter all of it in one column, 書架",
        "ja": "置き場所の一部です。全体を一つの列「書架」に入力してください",
    },
    "placeless-running": {"en": "this is a running number of the table's rows", "ja": "表の行を数える通し番号です"},
    "column-named": {
        "en": "a name for the column, because it has values",
        "ja": "値のある列ですが、見出しがありません。列の名前を入力してください",
    },
    "column-once": {
        "en": "one column for {column}; {one} (column {first}) and {other} (column {second}) mean the same: ignore or rename one of them",
        "ja": "「{one}」({first}列目)と「{other}」({second}列目)は、どちらも「{column}」の列です。一方を無視するか、名前を変えてください",
    },
    "column-of-kind": {
        "en": "an empty cell: a record of kind {kind} has no such column",
        "ja": "種類が{kind}のレコードに、この列はありません。空欄にしてください",
    },
    "column-target": {
        "en": "a column of smj-catalog (such as Title, ISBN or title, isbn) or ignore",
        "ja": "smj-catalog の列(書名、ISBN や title、isbn など)または ignore",
    },
    "cells-of-header": {
        "en": "at most {count} cells, as many as in the header; this one is in column {at}",
        "ja": "見出しは{count}列までですが、{at}列目に値があります。列を合わせるか、見出しを加えてください",
    },
    "header-at": {
        "en": "a row {row} with the column names, as --header-row says",
        "ja": "--header-row の{row}行目に見出しがありません。見出しのある行の番号を指定してください",
    },
    "rows-above": {
        "en": "the header in the first row; rows above it that were skipped: {count}",
        "ja": "見出しの上にある{count}行は読みませんでした",
    },
    "row-passed": {
        "en": (
            "a record; this row looks like a heading, total or note and was skipped: if it is a record, enter "
            "its author or number"
        ),
        "ja": "見出し・合計・注記の行とみて、読みませんでした。レコードであれば著者か番号を入力してください",
    },
    "row-nameless": {
        "en": "a title or a number that says which book this is; a barcode that begins with 191 or 192 is the second of a book's two",
        "ja": "どの図書かわかりません(191か192で始まるバーコードは、2段のうちの下段で、図書の番号ではありません)。タイトルか番号を入力してください",
    },
    "row-thin": {
        "en": "more than a title: the other rows have more, so this one may be a heading",
        "ja": "タイトルのほかに何もないので、見出しの行かもしれません。レコードであれば、ほかの項目も入力してください",
    },
    "header-line": {
        "en": "a first line with the column names",
        "ja": "列の名前が並ぶ最初の行がありません。見出しの行を加えてください",
    },
    "a-header-without-fault": {
        "en": "a correct header in row {row}; no rows are imported until it is corrected",
        "ja": "先に{row}行目の見出しを直してください(それまで、どの行も取り込みません)",
    },
    "kind-guessed": {
        "en": (
            "a column for the kind of record, or --kind; the kind of the rows is not stated, and from the "
            "columns it was taken to be {kind}"
        ),
        "ja": "種類の列がないため、列から「{kind}」とみなしました。違うときは --kind で指定してください",
    },
    "a-kind": {
        "en": "a kind of record: {allowed}, or its Japanese name such as 図書, 号, 記事",
        "ja": "次のいずれかの種類にしてください: {allowed}",
    },
    "encoding-vendors": {
        "en": "only characters of the standard; vendor extensions (①, ㈱, 髙) were read as well",
        "ja": "①、㈱、髙などの機種依存文字も読みました",
    },
    "one-encoding": {
        "en": "--encoding with the right encoding; the whole file is valid in each of {encodings}{hint}",
        "ja": "--encoding による文字コードの指定(ファイル全体が {encodings} のどれとしても正しいため、判断できません{hint})",
    },
    "encoding-hint": {
        "en": " (charset-normalizer guesses {guess}; the first line would read {samples})",
        "ja": "(charset-normalizer の推測は {guess}。先頭行は {samples})",
    },
    "encoding-samples": {"en": " (the first line would read {samples})", "ja": "(先頭行は {samples})"},
    "bytes-of-any": {
        "en": (
            "text in UTF-8, CP932 (Shift_JIS), EUC-JP or ISO-2022-JP; as {encoding}, the first invalid byte is "
            "at offset {offset}, line {line}, column {column}; if the encoding is another one, specify it with "
            "--encoding"
        ),
        "ja": (
            "UTF-8、CP932(Shift_JIS)、EUC-JP、ISO-2022-JP のいずれかの文字列({encoding} としては {offset} バイト目、{line}行"
            "{column}文字目で壊れています。ほかの文字コードは --encoding で指定)"
        ),
    },
    "bytes-at": {
        "en": "valid {encoding}; the bytes at offset {offset}, line {line}, column {column} are invalid",
        "ja": "{encoding} として正しくないバイト列があります({offset}バイト目、{line}行{column}文字目)。文字コードを --encoding で指定するか、ファイルを直してください",
    },
    "no-nul": {
        "en": "text without NUL characters (is this a binary file, or UTF-16 without a byte order mark?)",
        "ja": "NUL文字のない文字列(バイナリファイル、または標識のないUTF-16ではありませんか)",
    },
    "closed-quote": {
        "en": (
            "a closing quotation mark: the one opened in the row that begins at line {line} is not closed "
            "within {limit} characters"
        ),
        "ja": "{line}行目から始まる行で開いた引用符が、{limit}文字以内に閉じていません。閉じてください",
    },
    "quoted-well": {
        "en": "a delimiter after the closing quotation mark, and doubled quotation marks inside a cell ({detail})",
        "ja": "閉じる引用符の後の区切り文字、および二重にしたセル内の引用符({detail})",
    },
    "no-closing-mark": {
        "en": (
            "a row without the quotation mark that closes one opened in a rejected row above; delete the mark "
            "in both places"
        ),
        "ja": "上の取り込めなかった行で開いた引用符を、この行が閉じています。ここと上の行の引用符を消してください",
    },
    "with-its-lines": {
        "en": "{told}; lines {first} to {last} look like parts of the same row and were rejected with it",
        "ja": "{told}。{first}行目から{last}行目までは同じ行の続きと見て、まとめて取り込みませんでした",
    },
    "a-row-of-cells": {
        "en": (
            "a row of {least} to {most} cells, like the rows before it; this one would have {cells} cells in "
            "{lines} lines: a quotation mark is missing or superfluous"
        ),
        "ja": (
            "引用符のとおりに読むと{lines}行で{cells}個のセルになりますが、前の行は{least}個から{most}個です。足りない、または余分な引用符を直してください"
        ),
    },
    "no-rows-in-cell": {
        "en": (
            "a row on one line; here, {lines} lines that each have as many cells as a row are inside one pair "
            "of quotation marks: delete the stray mark, or close it on the same line"
        ),
        "ja": (
            "行と同じ数のセルを持つ{lines}行が、一組の引用符の中にあります。余分な引用符を消すか、その行の中で閉じてください"
        ),
    },
    "a-sheet": {"en": "one of the sheets {sheets}", "ja": "次のシートのいずれか: {sheets}"},
    "a-workbook-of-sheets": {
        "en": "a workbook with at least one sheet (this one is damaged or the download was cut short)",
        "ja": "シートがありません。ファイルが破損しているか、ダウンロードが途中で終わっています",
    },
    "a-workbook": {
        "en": "a workbook that is neither encrypted nor damaged, and was downloaded to its end",
        "ja": "暗号化や破損がなく、最後までダウンロードされたブック",
    },
    "unlocked-workbook": {
        "en": "a workbook without a password: open it, remove the password and save it as .xlsx",
        "ja": "パスワードがかかっています。開いてパスワードを解除し、.xlsx で保存し直してください",
    },
    "saved-as-xlsx": {
        "en": ("a workbook (.xlsx, .ods) or a CSV file: open this file in a spreadsheet program and save it as .xlsx"),
        "ja": "この形式のファイルは読めません。表計算ソフトで開き、.xlsx で保存し直してください(.ods、csv も読めます)",
    },
    "table-file": {
        "en": (
            "a table (.xlsx, .ods, .csv, .tsv) or another supported format; export it from the program that made it"
        ),
        "ja": "この形式は読めません。元のソフトから、表(.xlsx、.ods、.csv、.tsv)か読み込める形式で書き出してください",
    },
    "safe-archive": {
        "en": "a workbook whose parts have ordinary, unique names and the sizes that they declare",
        "ja": "部品の名前が素直で重複せず、大きさが表示どおりのブック",
    },
    "sheet-hidden": {
        "en": "a visible sheet; this hidden one was not read",
        "ja": "非表示のシートなので読みませんでした。読むときは表示してください",
    },
    "sheet-stray": {
        "en": "a sheet with column names; this one has no known column and was not read",
        "ja": "既知の列がないため、このシートは読みませんでした",
    },
    "sheet-guide": {
        "en": "a sheet of records; this one contains instructions and was not read",
        "ja": "説明用のシートのため、読みませんでした",
    },
    "characters-of": {
        "en": "characters that exist in {encoding}; --encoding utf-8 supports all characters",
        "ja": "{encoding} にない文字です。utf-8 にしてください(すべての文字があります)",
    },
    "a-json-line": {"en": "one JSON object on each line ({detail})", "ja": "1行に一つのJSONオブジェクト({detail})"},
    "a-json-object": {"en": "a JSON object ({detail})", "ja": "JSONオブジェクト({detail})"},
    "json-at": {"en": "see column {column}", "ja": "{column}文字目を確かめてください"},
    "json-twice": {"en": "each key only once; {name} is given twice", "ja": "キーは一度だけ。{name}が二度あります"},
    "json-constant": {"en": "{name} is not JSON", "ja": "{name} は JSON の値ではありません"},
    "json-deep": {"en": "not so deeply nested", "ja": "入れ子が深すぎます"},
    "json-number": {"en": "no number of thousands of digits", "ja": "何千桁もの数は使えません"},
    "json-no-object": {"en": "an object is in braces", "ja": "オブジェクトは波括弧で囲みます"},
    "a-mapping-file": {
        "en": "a mapping file in the form that --write-mapping writes ({detail})",
        "ja": "--write-mapping が作る形の対応表({detail})",
    },
    "a-role-word": {
        "en": "a role such as 著, 編, 訳, 監修, or a code of ONIX List 17",
        "ja": "著、編、訳、監修などの役割、またはONIX List 17のコード",
    },
    "a-role-each": {
        "en": "one role for each name of 著者, or one for all; leave 著者・編者等 empty beside it",
        "ja": "「著者」の名前ごとに一つの役割か、全員に一つの役割を入力してください(「著者・編者等」の列とは併用できません)",
    },
    "a-cell-measure": {
        "en": "a size with its unit, such as 21cm or 210mm",
        "ja": "21cm や 210mm のように単位を付けた大きさ",
    },
    "a-cell-weight": {"en": "a weight with its unit, such as 350g", "ja": "350g のように単位を付けた重さ"},
    "a-cell-life": {
        "en": "years of birth and death such as 1950-2010, 1950- or -2010",
        "ja": "1950-2010、1950-、-2010 のような生没年",
    },
    "a-cell-page-run": {
        "en": "pages such as 5-12 or 5; separate several page ranges with ;",
        "ja": "5-12 や 5 のようなページ(複数は ; で区切る)",
    },
    "no-formulas": {
        "en": ("values only; formulas are not calculated, and the values saved in the file for these cells were read"),
        "ja": "計算はせず、ファイルに保存されている値を読みました",
    },
    "clear-alone": {
        "en": (
            "(clear) or (削除) alone in the cell, to empty the field; or the values to keep (to enter the words "
            "themselves, put an apostrophe before them)"
        ),
        "ja": "項目を空にするときは (削除) だけのセル。そうでなければ、残す値(語そのものを値とするときは先頭に ' を付ける)",
    },
    "no-ditto": {
        "en": "the value itself: there is none in this column of the row above, or it belongs to that row alone",
        "ja": "上の行のこの列に値がないか、その行だけの値なので、引き継ぎません。値そのものを入力してください",
    },
    "no-ditto-inside": {
        "en": "the name itself: a word such as 同上 is read only if nothing else is in the cell",
        "ja": "「同上」などは、セルにそれだけがあるときに読みます。名前そのものを入力してください",
    },
    "link-taken": {
        "en": "an address; the words are linked to {url}, which was read",
        "ja": "このセルのリンク先 {url} を読みました",
    },
    "links-passed": {
        "en": "words without a link: the addresses behind these cells were not read; give them in a column URL",
        "ja": "このリンク先は読みませんでした。必要なら「URL」の列に入力してください",
    },
    "ditto-taken": {
        "en": "the value itself: {value}, from row {row} above, was taken",
        "ja": "上の{row}行目の「{value}」を取りました",
    },
    "no-error-value": {
        "en": "a value; the cell contains a spreadsheet error, or its column was too narrow to show the value",
        "ja": "表計算ソフトのエラー値か、列の幅が足りないときの表示です。値を入力してください",
    },
    "no-formula": {
        "en": (
            "a value; the cell contains a formula without a saved value: open and save the file in a "
            "spreadsheet program, or type the value"
        ),
        "ja": "値の保存されていない数式です。表計算ソフトで開いて保存し直すか、値を入力してください",
    },
    "merged-cells": {
        "en": "one cell per row; the value of cells merged over several rows was read for each of these rows",
        "ja": "複数の行にわたって結合されたセルの値は、その各行の値として読みました",
    },
    "rows-hidden": {
        "en": "visible rows; these are hidden or filtered out, but were read like the others",
        "ja": "非表示の行やフィルターで隠れた行も、ほかの行と同じように読みました",
    },
    "a-record-id-of": {
        "en": "the id of a record of kind {kind}, beginning with {words} and a colon",
        "ja": "{words} とコロンで始まる、種類 {kind} のレコードの識別子",
    },
    "a-record-id-known": {
        "en": "the id of a record, which begins with one of {words} and a colon; for another number, map the column",
        "ja": "レコードの識別子は、{words} のいずれかとコロンで始めてください。ほかの番号の場合は、列の対応を指定してください",
    },
    # end of tables
    # what a command says at its end
    "records-written": {"en": "{count} records written to {place}", "ja": "{count}件を {place} に書き出しました"},
    "your-domain": {
        "en": (
            "your own internet domain, such as migrants.jp; exported ids begin with it, and recipients keep "
            "them permanently"
        ),
        "ja": "自分の団体のドメイン名にしてください(例: migrants.jp)。外へ出る識別子の先頭に付き、受け手はそれをずっと使います",
    },
    "your-sender": {
        "en": "your organisation's name, as the sender of messages",
        "ja": "送信者となる自分の団体の名称にしてください",
    },
    "your-contact": {
        "en": "your e-mail address for enquiries, such as office@migrants.jp",
        "ja": "問い合わせを受ける自分の団体のメールアドレスにしてください(例: office@migrants.jp)",
    },
    "ask-domain": {"en": "Your internet domain, such as migrants.jp", "ja": "ドメイン名(例: migrants.jp)"},
    "ask-sender": {"en": "Your organisation's name, as the sender of messages", "ja": "送信者の名称"},
    "ask-contact": {"en": "Your e-mail address for enquiries", "ja": "問い合わせ先のメールアドレス"},
    "ask-keep": {
        "en": "(leave empty to use the value of the packaged archive)",
        "ja": "(空欄なら付属のアーカイブと同じ)",
    },
    "ask-later": {"en": "(leave empty to set it later)", "ja": "(空欄なら後で)"},
    "archive-is-packaged": {
        "en": "reading the packaged archive, {title}; use --archive DIR or SMJ_CATALOG_ARCHIVE to choose another",
        "ja": "付属のアーカイブ「{title}」を読んでいます。別のものは --archive DIR か SMJ_CATALOG_ARCHIVE で指定します",
    },
    "export-stopped": {
        "en": "nothing was written: errors in {records}; correct them, or skip these records with --on-error skip",
        "ja": "何も書き出していません。エラーのあるレコード: {records}。訂正するか、--on-error skip を付けて除いてください",
    },
    "export-stopped-split": {
        "en": (
            "stopped early: errors in {records}; correct them and run the export again, or skip these records "
            "with --on-error skip"
        ),
        "ja": "途中で止まりました。エラーのあるレコード: {records}。訂正してもう一度実行するか、--on-error skip を付けて除いてください",
    },
    "export-no-sender": {
        "en": "nothing was written: set {keys} in {file} first",
        "ja": "何も書き出していません。先に {file} の {keys} を設定してください",
    },
    "export-skipped": {
        "en": "skipped because of errors, {count} records: {records}",
        "ja": "エラーのため除いたレコード{count}件: {records}",
    },
    "export-less": {
        "en": "with errors, {count} records: {records}; of these, {skipped} were skipped, and the others were written without the values at fault",
        "ja": "エラーのあるレコード{count}件: {records}。うち{skipped}件を除き、ほかは誤りのある値だけを省いて書き出しました",
    },
    "export-doubts": {
        "en": "warnings, which do not stop the export: {rules}; to list them, run smj-catalog validate",
        "ja": "警告(書き出しは止めません): {rules}。一覧は smj-catalog validate で見られます",
    },
    "loss-price": {
        "en": "price not exported: {count} records: {records}",
        "ja": "価格を書き出していないレコード{count}件: {records}",
    },
    "loss-date": {
        "en": "date of publication not exported: {count} records: {records}",
        "ja": "発行日を書き出していないレコード{count}件: {records}",
    },
    "loss-isbn": {
        "en": "ISBN not exported: {count} records: {records}",
        "ja": "ISBNを書き出していないレコード{count}件: {records}",
    },
    "loss-availability": {
        "en": "availability not exported: {count} records: {records}",
        "ja": "入手可能性を書き出していないレコード{count}件: {records}",
    },
    "what-the-format-needs": {
        "en": "what {format} requires (see smj-catalog crosswalk {format}); it was not exported",
        "ja": "{format} で書き出すための条件(smj-catalog crosswalk {format})。書き出していません",
    },
    "records-named": {"en": "{records}", "ja": "{records}"},
    "none-of-scope": {
        "en": (
            "no records to write: --scope is {scope}, but the archive's books have the scope {others}; --scope "
            "all includes them"
        ),
        "ja": "書き出すレコードがありません。--scope は {scope} ですが、図書の範囲は {others} です。--scope all ですべて書き出せます",
    },
    "nothing-converted": {
        "en": "{file} was not written; correct the file, or use --on-error skip (smj-catalog validate shows all of its problems)",
        "ja": "{file} は書き出していません。ファイルを直すか、--on-error skip を付けてください(問題の一覧は smj-catalog validate で表示できます)",
    },
    "an-id-to-convert": {
        "en": "an id: only import finds records by their names; this link is left out",
        "ja": "識別子です。名前から探すのは import だけなので、この関連は書き出しません",
    },
    "format-by-name": {
        "en": "{file}: its name does not say the format ({formats}); give it with --to",
        "ja": "{file} の名前からは形式が一つに決まりません({formats})。--to で指定してください",
    },
    "nothing-written": {"en": "nothing was written", "ja": "何も書き出していません"},
    "and-more": {"en": "{records} … and {count} more", "ja": "{records} … ほか{count}件"},
    "argument-known": {
        "en": "{argument}: found {found}; expected one of {known}",
        "ja": "{argument} に{found}は使えません。次のいずれかにしてください: {known}",
    },
    "plan-onto-input": {
        "en": "{file} is an input: the plan would replace it; give another file for the plan",
        "ja": "{file} は取り込むファイルです。計画を書くと置き換わるため、計画には別のファイルを指定してください",
    },
    "skip-needs-report": {
        "en": "on_error='skip' needs a report, which lists what was skipped",
        "ja": "on_error='skip' には、除いたものを伝える report が必要です",
    },
    "a-file-of": {"en": "a file in the format {format}", "ja": "形式 {format} のファイル"},
    "records-left-out": {
        "en": "{count} records not exported: the format does not support their kinds",
        "ja": "{count}件は、この形式にない種類なので書き出していません",
    },
    "fields-not-carried": {
        "en": "{count} fields not carried; to list them, use --report FILE",
        "ja": "{count}項目はこの形式では表せません(--report FILE で一覧を書き出せます)",
    },
    "fields-not-carried-in": {
        "en": "{count} fields not carried; listed in {file}",
        "ja": "{count}項目はこの形式では表せません(一覧: {file})",
    },
    "asked-not-carried": {"en": "{format} cannot hold {records}", "ja": "{format} では {records} を表せません"},
    "checked": {
        "en": "{records} records, {rejected} rejected: {error} error, {warning} warning, {info} info",
        "ja": "{records}件を検証しました(読み取り不可 {rejected}件): エラー {error}、警告 {warning}、情報 {info}",
    },
    "countable-format": {
        "en": "a file of XML, MARC or RIS, of which the elements can be counted",
        "ja": "要素を数えられるXML・MARC・RISのファイル",
    },
    "coverage-of": {
        "en": "{records} records in {files} files",
        "ja": "{files}ファイル、{records}レコード",
    },
    "coverage-elements": {
        "en": "{taken} of {total} elements are read ({percent} %)",
        "ja": "要素{total}個のうち{taken}個を読み込みます({percent}%)",
    },
    "coverage-paths": {
        "en": "{taken} of {total} different paths are read at least once ({percent} %)",
        "ja": "{total}種類のパスのうち{taken}種類を一度以上読み込みます({percent}%)",
    },
    "parts-unread": {
        "en": "{count} parts of the input were not read because there is no field for them: {names}",
        "ja": "入れる項目がないため読まなかったもの{count}か所: {names}",
    },
    "problems-more": {
        "en": "… and {count} more; use --report FILE for the complete list",
        "ja": "… ほか{count}件(--report FILE にすべてあります)",
    },
    "refused-more": {
        "en": "… and {count} more rejected rows, grouped by problem (the first of each group is quoted):",
        "ja": "… ほかに取り込めない行が{count}件。エラーごとの行番号(引用は最初の行のもの):",
    },
    "doubtful-more": {
        "en": "… and {count} more rows with warnings, grouped by warning (the first of each group is quoted):",
        "ja": "… ほかに警告のある行が{count}件。内容ごとの行番号(引用は最初の行のもの):",
    },
    "doubts-of-same": {
        "en": "{count} warnings about unchanged rows; use --report FILE for the complete list",
        "ja": "変更のない行についての警告が{count}件(--report FILE にすべてあります)",
    },
    "rows-more": {
        "en": "… and {count} more created or updated rows; use --json to show all",
        "ja": "… ほかに新規・更新の行が{count}件(--json ですべて表示します)",
    },
    "undo-removed": {
        "en": "removed",
        "ja": "削除",
    },
    "undo-restored": {
        "en": "restored",
        "ja": "復元",
    },
    "taken-back": {"en": "undone as batch {batch}", "ja": "取り消しました(バッチ {batch})"},
    "nothing-changed": {
        "en": "nothing was changed",
        "ja": "変更は行っていません",
    },
    "accept-created": {"en": "created", "ja": "新規"},
    "accept-changed": {"en": "changed", "ja": "変更"},
    "accept-removed": {"en": "removed", "ja": "削除"},
    "taken-in": {"en": "recorded as batch {batch}", "ja": "手による変更を取り込みました(バッチ {batch})"},
    "nothing-to-take-in": {"en": "there are no edits to record", "ja": "取り込む変更はありません"},
    "files-differ": {"en": "{files} files checked: {count} differ", "ja": "{files}ファイルのうち、違うもの{count}件"},
    "files-as-written": {
        "en": "{files} files checked: all unchanged",
        "ja": "{files}ファイル: すべて書き込まれたときのままです",
    },
    "template-made": {
        "en": "{file} is ready to fill in; 'smj-catalog import {file}' previews the import",
        "ja": "{file} に記入してください。'smj-catalog import {file}' で結果を先に確かめられます",
    },
    "index-made": {
        "en": "{count} records in the index",
        "ja": "索引に{count}件あります",
    },
    "archive-made": {
        "en": "created the archive {folder}; edit {settings}, then use --archive {folder}",
        "ja": "{folder} にアーカイブを作りました。{settings} を書き直してから --archive {folder} でお使いください",
    },
    "mapping-made": {
        "en": "the mapping was written to {file}; edit it, then use --mapping {file}",
        "ja": "列の対応表を {file} に書き出しました。直してから --mapping {file} でお使いください",
    },
    "stopped": {
        "en": "stopped",
        "ja": "中止しました",
    },
    "usage-line": {"en": "Usage: {usage}", "ja": "使い方: {usage}"},
    "usage-help": {"en": "Try '{command} --help' for help.", "ja": "説明は {command} --help で表示します。"},
    "usage-error": {"en": "Error: {error}", "ja": "エラー: {error}"},
    "add-empty": {
        "en": "no text is given for {columns}; write it behind the =, such as 書名=見本の社会",
        "ja": "{columns}の値が空です。「書名=見本の社会」のように、= の後に値を入力してください。",
    },
    "a-number-narrow": {
        "en": "letters and digits of half width: {number} is taken",
        "ja": "全角の文字を半角に直して {number} とします",
    },
    "a-date-whole": {
        "en": "a date; {date} is taken from this, and the rest stays as printed words only",
        "ja": "日付としては {date} だけを使い、残りの語は表示にだけ残します",
    },
    "usage-no-argument": {"en": "Missing argument {name}.", "ja": "{name}を指定してください。"},
    "usage-no-batch": {
        "en": "Missing argument {name}: smj-catalog log lists the batches.",
        "ja": "{name}を指定してください。smj-catalog log で見られます。",
    },
    "usage-no-option": {"en": "Missing option {name}.", "ja": "オプション{name}を指定してください。"},
    "usage-no-option-of": {
        "en": "Missing option {name}: {allowed}.",
        "ja": "オプション{name}に、次のいずれかを指定してください: {allowed}",
    },
    "usage-no-command": {"en": "Missing command.", "ja": "コマンドを指定してください。"},
    "usage-option": {"en": "No such option: {name}", "ja": "{name}というオプションはありません。"},
    "usage-option-near": {
        "en": "No such option: {name}. Did you mean {near}?",
        "ja": "{name}というオプションはありません。{near} ではありませんか。",
    },
    "usage-value-missing": {"en": "Option {name} requires a value.", "ja": "オプション{name}には値を付けてください。"},
    "usage-value-extra": {
        "en": "Option {name} does not take a value.",
        "ja": "オプション{name}に値は付けられません。",
    },
    "usage-value": {"en": "Invalid value for {name}: {why}", "ja": "{name}の値が正しくありません。{why}"},
    "usage-choice": {
        "en": "{value} is not one of {allowed}.",
        "ja": "{value}は使えません。次のいずれかにしてください: {allowed}",
    },
    "usage-range": {
        "en": "{value} is not in the range {range}.",
        "ja": "{value}は範囲外です。{range} にしてください。",
    },
    "usage-number": {"en": "{value} is not a valid number.", "ja": "{value}は数ではありません。数を入力してください。"},
    "usage-absent": {"en": "{value} does not exist.", "ja": "{value}がありません。名前を確かめてください。"},
    "usage-folder": {"en": "{value} is a folder.", "ja": "{value}はフォルダーです。ファイルを指定してください。"},
    "usage-file": {
        "en": "{value} is a file, not a folder.",
        "ja": "{value}はファイルです。フォルダーを指定してください。",
    },
    "usage-locked": {"en": "{value} cannot be read or written.", "ja": "{value}は読み書きできません。"},
    "usage-extra": {"en": "Unexpected extra arguments: {words}", "ja": "余分な引数があります: {words}"},
    "usage-command": {"en": "There is no command {name}.", "ja": "{name}というコマンドはありません。"},
    "usage-command-near": {
        "en": "There is no command {name}. Did you mean {near}?",
        "ja": "{name}というコマンドはありません。{near} ではありませんか。",
    },
    "no-such-file": {"en": "{path}: no such file or folder", "ja": "{path}: ファイルもフォルダーもありません"},
    "out-or-split": {
        "en": "give either --out FILE or --split DIR",
        "ja": "--out FILE か --split DIR のどちらか一つを指定してください",
    },
    "files-or-plan": {
        "en": "specify files to import, or --plan FILE with --commit",
        "ja": "取り込むファイルを指定するか、--plan FILE と --commit を指定してください",
    },
    "mapping-of-one": {
        "en": "--write-mapping takes one file",
        "ja": "--write-mapping には表を一つだけ指定してください",
    },
    "mapping-of-table": {
        "en": "{file} is not a table; only tables have a mapping",
        "ja": "{file} は表ではありません。対応表があるのは表だけです",
    },
    "columns-or-mapping": {
        "en": "give either --columns LIST or --mapping FILE",
        "ja": "--columns LIST か --mapping FILE のどちらか一つを指定してください",
    },
    "coverage-of-files": {
        "en": "--coverage needs files or folders",
        "ja": "--coverage にはファイルかフォルダーを指定してください",
    },
    "kind-not-held": {
        "en": "{format} does not support records of kind {kind}; it supports {kinds}",
        "ja": "{format} に{kind}のレコードは入りません。入るのは {kinds} です",
    },
    "no-generated-writer": {
        "en": "{format} has no generated writer",
        "ja": "{format} に生成された書き出しプログラムはありません",
    },
    "no-memory": {"en": "not enough memory", "ja": "メモリーが足りません"},
    "internal-error": {
        "en": (
            "internal error: {error}\nThis is a bug in smj-catalog; please report it. Set SMJ_CATALOG_DEBUG=1 "
            "to show where it happened."
        ),
        "ja": "内部エラー: {error}\nsmj-catalog の不具合です。お知らせください。SMJ_CATALOG_DEBUG=1 で起きた場所がわかります。",
    },
    "why-batch": {
        "en": "{kind} {batch} by {who} at {when} ({tool})",
        "ja": "{when} {who}({kind} {batch}、{tool})",
    },
    "why-sheet": {
        "en": "sheet {sheet}",
        "ja": "シート {sheet}",
    },
    "why-row": {
        "en": "row {row}",
        "ja": "{row}行目",
    },
    "why-line": {
        "en": "line {line}",
        "ja": "{line}行目",
    },
    "why-column": {
        "en": "column {column}",
        "ja": "列「{column}」",
    },
    "why-text": {"en": "value {text}", "ja": "記載 {text}"},
    "not-written": {
        "en": "{file}: cannot be written: {reason}",
        "ja": "{file} に書き込めません: {reason}",
    },
    "format-read-only": {
        "en": "{format} can only be read; formats that can be written: {formats}",
        "ja": "{format} は読むだけの形式です。書き出せる形式: {formats}",
    },
    "format-write-only": {
        "en": "{format} can only be written; formats that can be read: {formats}",
        "ja": "{format} は書き出すだけの形式です。読める形式: {formats}",
    },
    "format-one-file": {
        "en": "{format} writes all records to one file; use --out",
        "ja": "{format} は全件を1ファイルに書きます。--out をお使いください",
    },
    "no-format": {
        "en": "unknown format {format}; available formats: {formats}",
        "ja": "{format}という形式はありません。使える形式: {formats}",
    },
    "no-kind": {
        "en": "unknown kind of record {kind}; available kinds: {kinds}",
        "ja": "{kind}という種類はありません。使える種類: {kinds}",
    },
    "no-scope": {
        "en": "unknown scope {scope}; available scopes: {scopes}, all",
        "ja": "{scope}という範囲はありません。使える範囲: {scopes}、すべて(all)",
    },
    "template-xlsx": {
        "en": "{file}: a template is an Excel workbook, so the file name must end in .xlsx",
        "ja": "{file}: テンプレートはExcelファイルです。ファイル名の末尾を .xlsx にしてください",
    },
    "no-encoding": {
        "en": "unknown encoding {name}; available encodings include {names}",
        "ja": "{name}という文字コードはありません。使えるもの: {names} など",
    },
    "suffix-of-another": {
        "en": "warning: {file} is written as {format}; names of such files end in {suffix}, and programs may not open it under this name",
        "ja": "警告: {file} は {format} 形式で書き出します。この形式のファイル名の末尾は {suffix} です(この名前では開けないことがあります)",
    },
    "set-kind": {
        "en": "the kind of {record} ({kind}) cannot be changed; add a new record with smj-catalog add",
        "ja": "{record} の種類({kind})は変えられません。smj-catalog add で新しいレコードを加えてください",
    },
    "no-text-encoding": {"en": "{name} is not a text encoding", "ja": "{name}は文字コードではありません"},
    "no-field": {
        "en": "a record of kind {kind} has no field {field} (near: {near})",
        "ja": "{kind}のレコードに{field}という項目はありません(近い項目: {near})",
    },
    "record-moved": {
        "en": "{record} was changed by others after it was read; nothing was changed; read it again (in Python: refresh()) and repeat",
        "ja": "{record} は読み込んだ後でほかから変更されました。何も変えていません。読み直して(Python では refresh())、もう一度実行してください",
    },
    "plan-moved": {
        "en": "{record} was edited after the plan was made; nothing was changed; make the plan again",
        "ja": "{record} が計画の後で書き換えられました。何も変えていません。計画を作り直してください",
    },
    "archive-moved": {
        "en": "the archive was changed after the plan was made; nothing was changed; make the plan again",
        "ja": "計画の後でアーカイブが変わりました。何も変えていません。計画を作り直してください",
    },
    "folder-not-empty": {
        "en": "{folder} already exists and is not empty; nothing was changed",
        "ja": "{folder} はすでにあり、空ではありません。何も変えていません",
    },
    "no-archive": {
        "en": "{folder} is not an archive: it has no {file}; to create one, run 'smj-catalog init {folder}'",
        "ja": "{folder} はアーカイブではありません({file} がありません)。'smj-catalog init {folder}' で作れます",
    },
    "archive-packaged": {
        "en": ("{folder} is the packaged archive, which is read-only; to create your own, run 'smj-catalog init DIR'"),
        "ja": "{folder} はパッケージに付属のアーカイブで、読み取り専用です。'smj-catalog init DIR' でご自分のものを作れます",
    },
    "find-by": {
        "en": "nothing to look for: give title= or the type of a number: {types}",
        "ja": "探すものを指定してください: title= または番号の種類 {types}",
    },
    "no-identifier-type": {
        "en": "unknown type of identifier {type}; known types: {types}",
        "ja": "{type}という番号の種類はありません。使える種類: {types}",
    },
    "several-found": {
        "en": "several records match; give the id of one of them: {records}",
        "ja": "該当するレコードが複数あります。どれかの識別子を指定してください: {records}",
    },
    "not-a-record": {
        "en": (
            "{found} is no record; give a Periodical, Issue, Component, Book, Agent or Concept (no class made from one of them)"
        ),
        "ja": (
            "{found} はレコードではありません。Periodical、Issue、Component、Book、Agent、Concept のいずれかを渡してください"
            "(これらから作ったクラスは使えません)"
        ),
    },
    "merged-into-itself": {
        "en": "{record} cannot be merged into itself; name the record that has its place",
        "ja": "{record} をそれ自身に統合することはできません。代わりになるレコードを指定してください",
    },
    "archive-gone": {
        "en": "{folder}: the archive is no longer there (its archive.toml is missing); nothing was read",
        "ja": "{folder}: アーカイブがなくなっています(archive.toml がありません)。何も読んでいません",
    },
    "argument-type": {
        "en": "{argument}: found {found}; expected {taken}",
        "ja": "{argument}: {found} ではなく、{taken}を渡してください",
    },
    "taken-archive": {"en": "an archive or its folder", "ja": "アーカイブまたはそのフォルダー"},
    "taken-format": {"en": "the id of a format, such as 'onix-3.1'", "ja": "'onix-3.1' のような形式のID"},
    "taken-path": {"en": "a path, as text or Path", "ja": "パス(文字列または Path)"},
    "taken-plan": {
        "en": "a plan, as plan_import or load_plan returns it",
        "ja": "plan_import または load_plan が返すプラン",
    },
    "taken-folder": {"en": "the path of a folder", "ja": "フォルダーのパス"},
    "taken-profile": {
        "en": "the name of a profile, or the path of its file",
        "ja": "プロファイルの名前またはそのファイルのパス",
    },
    "taken-recipient": {"en": "a recipient, or its name", "ja": "送付先またはその名前"},
    "taken-source": {
        "en": "a path, bytes, or a file opened in binary mode ('rb')",
        "ja": "パス、バイト列、またはバイナリーモード('rb')で開いたファイル",
    },
    "taken-target": {
        "en": "a path, or a file opened in binary mode ('wb')",
        "ja": "パス、またはバイナリーモード('wb')で開いたファイル",
    },
    "taken-id": {"en": "an id, as text", "ja": "文字列のID"},
    "taken-options": {"en": "a dictionary of options", "ja": "オプションの辞書"},
    "taken-columns": {
        "en": "'used', or a dictionary of the columns' keys and headers",
        "ja": "'used'、または列のキーと見出しの辞書",
    },
    "taken-function": {"en": "a function to call", "ja": "呼び出す関数"},
    "taken-several": {"en": "several of them, such as a list", "ja": "リストなど、いくつかをまとめたもの"},
    "taken-time": {"en": "a datetime", "ja": "datetime の値"},
    "taken-import-options": {"en": "ImportOptions", "ja": "ImportOptions"},
    "taken-report": {"en": "a Report", "ja": "Report"},
    "taken-context": {"en": "a Context", "ja": "Context"},
    "taken-words": {"en": "text that can be written as UTF-8", "ja": "UTF-8 で書ける文字列"},
    "taken-scope": {"en": "scopes, such as 'edited', or 'all'", "ja": "'edited' などの範囲、または 'all'"},
    "taken-dictionary": {"en": "a dictionary, as to_dict returns it", "ja": "to_dict が返すような辞書"},
    "kind-or-kinds": {
        "en": "give kind or kinds, not both",
        "ja": "kind と kinds は、どちらか一方だけを指定してください",
    },
    "no-null": {"en": "a null character in the name", "ja": "名前にヌル文字があります"},
    "batch-begun": {
        "en": "a batch of this archive is begun already; finish its with block first",
        "ja": "このアーカイブのバッチはすでに始まっています。先にその with ブロックを終えてください",
    },
    "no-record": {
        "en": "{folder}: there is no record {record}",
        "ja": "{folder} に{record}というレコードはありません",
    },
    "no-batch": {
        "en": "{folder}: there is no batch {batch}; to list batches, run 'smj-catalog log'",
        "ja": "{folder} に{batch}というバッチはありません。一覧は smj-catalog log で表示できます",
    },
    "locked": {
        "en": "another process is writing to {folder}; nothing was changed; try again when it has finished",
        "ja": "{folder} はほかの処理が書き込み中です。何も変えていません。終わってからもう一度お試しください",
    },
    "locked-by": {
        "en": (
            "process {pid} on {host} has been writing to {folder} since {since}; nothing was changed; try "
            "again when it has finished"
        ),
        "ja": "{folder} はほかの処理({host} のプロセス {pid}、{since} から)が書き込み中です。何も変えていません。終わってからもう一度お試しください",
    },
    "describes-works": {
        "en": "{record}: {format} describes serials, issues, articles and books, not records of kind {kind}",
        "ja": "{record}: {format} は雑誌、号、記事、図書を表す形式で、{kind} のレコードは表せません",
    },
    "describes-concepts": {
        "en": "{record}: skos describes concepts, not records of kind {kind}",
        "ja": "{record}: skos は概念を表す形式で、{kind} のレコードは表せません",
    },
    "words-on-one-line": {"en": "text on one line, without line breaks or tabs", "ja": "改行やタブのない、1行の文字列"},
    "a-contributor-of-one-name": {
        "en": "one name: of a person (PersonName, or its parts), of a body (CorporateName), or UnnamedPersons 02 alone",
        "ja": "名前は、個人名(PersonNameまたはその要素)、団体名(CorporateName)、UnnamedPersonsの02のうち、いずれか1つにしてください",
    },
    "a-cell-supplier": {
        "en": "取次 (wholesaler), 発売元 (distributor), 専売 (exclusive distributor), 版元 (publisher to shops), 直販 (publisher to readers), or a code of ONIX List 93",
        "ja": "取次、発売元、専売、版元、直販、またはONIXのList 93のコード",
    },
    "a-cell-contact": {
        "en": "what the contact is for: アクセシビリティ (accessibility), 販促 (promotion), 許諾 (permissions), 製品安全 (product safety), or a code of ONIX List 198",
        "ja": "問合せ先の種類: アクセシビリティ、販促、許諾、製品安全、またはONIXのList 198のコード",
    },
    "a-cell-relation": {
        "en": "how it is related: 前版 (earlier), 新版 (later), 紙版 (print version), 電子版 (digital version), 別形態 (alternative format), 原書 (translation of), セット (whole), 構成資料 (part), 関連 (related), or a code of ONIX List 51",
        "ja": "関連の種類: 前版、新版、紙版、電子版、別形態、原書、セット、構成資料、関連、またはONIXのList 51のコード",
    },
    "a-cell-number-type": {
        "en": "取引コード, 出版者記号, or a type of identifier such as gln, isni or own",
        "ja": "取引コード、出版者記号、またはgln、isni、ownなど識別子の種類",
    },
    "a-cell-qualifier": {
        "en": "for whom the price is: 会員 (members), 予約 (orders before publication), 図書館 (libraries), or a code of ONIX List 59",
        "ja": "価格の対象: 会員、予約、図書館、またはONIXのList 59のコード",
    },
    "a-relation": {
        "en": "one of: {words}; or onix: with a code of ONIX List 51 (onix:06), work: with a code of List 164",
        "ja": "次のいずれか: {words}。または onix: とONIXのList 51のコード(onix:06)、work: とList 164のコード",
    },
    "a-cell-price-status": {
        "en": "予価 (provisional), 確定 (confirmed), or a code of ONIX List 61",
        "ja": "予価、確定、またはONIXのList 61のコード",
    },
    "an-anonymous-contributor": {
        "en": "a name, or 02 (anonymous, List 19); this contributor was left out",
        "ja": "名前、またはList 19の02(無名)。この著者等は取り込みません",
    },
    "a-language-code-of-iso": {
        "en": "a code of ISO 639-2/B, as other formats than ONIX expect; check whether you mean {near}",
        "ja": "ISO 639-2/Bの言語コード(ONIX以外の形式にはこのコードがありません)。{near} の誤りでないか確かめてください",
    },
    "one-isbn": {
        "en": (
            "a single ISBN-13 of the book itself, {first}; both are exported: say in the qualifier what this one is of "
            "(set, digital), or give it the status incorrect"
        ),
        "ja": "図書そのもののISBN-13は一つ({first})。どちらも書き出します。何のISBNかを注記(set、digitalなど)に入力するか、状態を「誤り」にしてください",
    },
    "one-of-its-kind": {
        "en": "a single value of this type; the sources differ, and {first} is exported",
        "ja": "同じ種類の値は一つ。出典により異なるため、{first}を書き出します",
    },
    "a-market-status-for": {
        "en": "a market publishing status (List 68) that fits availability {code}, or another availability",
        "ja": "入手可能性 {code} に合う市場の刊行状況(List 68)、または別の入手可能性",
    },
    "a-date-to-come": {
        "en": "a date that is still to come or not long ago, because status 02 says that it is forthcoming; or another status",
        "ja": "まだ先の、または最近の日付(刊行状況 02 は未刊を示します)、または別の刊行状況",
    },
    "an-availability-of-no-orders": {
        "en": "an availability other than 20 to 23 (List 65): of status {status} (List 64) the publisher takes no orders; or another status",
        "ja": "刊行状況 {status}(List 64)のものは、出版社が注文を受けません。20〜23以外の入手可能性(List 65)か、別の刊行状況にしてください",
    },
    "an-availability-for": {
        "en": "an availability that fits publishing status {status} (List 64), or another status",
        "ja": "刊行状況 {status}(List 64)に合う入手可能性、または別の刊行状況",
    },
    "a-date-so-far": {
        "en": "a date up to today, because {field} {code} says that it has been published",
        "ja": "{field} {code} は刊行済みを表します。今日までの日付にするか、刊行状況を直してください",
    },
    "an-advance-notification": {
        "en": "01 or 02, because publishing status 02 says that the product is still forthcoming",
        "ja": "刊行状況 02 は未刊を表します。01か02にしてください",
    },
    "sender-updates": {
        "en": (
            "a whole record; this is a block update: an import changes only its blocks ({blocks}), and only of a record "
            "that is already there; values that they leave out stay"
        ),
        "ja": "これはブロック更新なので、取り込みでは、すでにあるレコードの {blocks} だけを更新します。そこにない値は元のままです",
    },
    "record-to-update": {
        "en": "a record that is already in the archive; a block update cannot create one",
        "ja": "ブロック更新では新しいレコードを作れません。先にそのレコード全体を取り込んでください",
    },
    "sender-tests": {
        "en": "a real record; this one is only a test of its sender's, and nothing of it was read",
        "ja": "送信者のテスト用レコードなので、取り込みません",
    },
    "sender-sold": {
        "en": (
            "a record; this is only the notice that the sender sold the product to another publisher (08) or acquired it from "
            "one (09), and nothing was changed here"
        ),
        "ja": "送信者がこの商品を別の出版社に譲渡した(08)、または譲り受けた(09)という通知だけなので、ここでは何も変えません",
    },
    "a-record-sold": {
        "en": (
            "01, 02 or 03; the record was read, but it also says that the sender sold the product to another publisher (08) or "
            "acquired it from one (09)"
        ),
        "ja": "送信者がこの商品を別の出版社に譲渡した(08)、または譲り受けた(09)という通知でもあります。レコードは読み込みます",
    },
    "sender-deletes": {
        "en": (
            "a current record; {mark} means that the sender has deleted it, but nothing was changed here. If "
            "the sender created the record, remove it by hand"
        ),
        "ja": "{mark} は送信者による削除通知ですが、ここでは何も変えません。送信者のレコードであれば、手で削除してください",
    },
    "a-field-of": {"en": "one of the fields {fields}", "ja": "次の項目のいずれか: {fields}"},
    "a-field-near": {"en": "a field that belongs here, such as {fields}", "ja": "ここで使える項目({fields} など)"},
    "a-value-needed": {
        "en": "a value: this field cannot be left out",
        "ja": "この項目は省けません。値を入力してください",
    },
    "a-json-object-of": {
        "en": "an object with the fields {fields}",
        "ja": "波括弧で囲んだオブジェクト(項目: {fields})",
    },
    "a-list": {"en": "a list: [ … ]", "ja": "リスト([ … ])"},
    "file-broken": {
        "en": "{file} contains no readable record; for the reason, run 'smj-catalog validate'",
        "ja": "{file} のレコードを読めません。'smj-catalog validate' で理由を確かめてください",
    },
    "known-elements": {
        "en": "elements and attributes that the schema defines (schemas/smj-1.xsd)",
        "ja": "スキーマ(schemas/smj-1.xsd)にある要素と属性",
    },
    "no-comment": {
        "en": (
            "no comment in the record's file: comments are lost when the file is rewritten, whereas a note in "
            "the record is kept"
        ),
        "ja": "レコードのファイルにコメントがないこと。書き込むとコメントは消えます。残すには注記に入れてください",
    },
    "readable-edit": {
        "en": (
            "a valid record file; line {line}, edited by hand, should have {expected}; correct the file, then "
            "import again"
        ),
        "ja": "手で編集されたレコードのファイルの{line}行目が正しいこと({expected})。ファイルを直してから取り込み直してください",
    },
    "contents-kept": {
        "en": (
            "all articles or chapters; {count} are not in the file and were kept. To remove them, set "
            "contents_complete: true in the same record"
        ),
        "ja": "すべての記事・章。ファイルにない{count}件は残します。同じレコードに contents_complete: true があれば削除します",
    },
    "contents-kept-unlisted": {
        "en": (
            "a list of the articles or chapters along with contents_complete: true; the {count} in the archive "
            "were kept"
        ),
        "ja": "contents_complete: true のあるレコードに記事・章の一覧があること。すでにある{count}件は残します",
    },
    "options-of-tables": {
        "en": "{file} is not a table: {options} had no effect on it",
        "ja": "{file} は表ではないため、{options} は使われません",
    },
    "option-of-sheets": {
        "en": "{file} has no sheets: --sheet had no effect on it",
        "ja": "{file} にシートはないため、--sheet は使われません",
    },
    "moved-whole": {
        "en": (
            "an article or chapter whose new issue or book is imported as well; otherwise it would be removed "
            "here and added nowhere. Nothing was written: correct the rejected record first"
        ),
        "ja": "このままでは記事・章が元から消えて、どこにも入らないため、何も書き込んでいません。移す先の号・図書を先に直してください",
    },
    "plan-removes": {
        "en": "{count} articles or chapters will be removed, because their record says that its list is complete",
        "ja": "記事・章{count}件を削除します(レコードの一覧が完全とされているため)",
    },
    "contents-go": {
        "en": "with the articles or chapters in it: {count}",
        "ja": "中の記事・章{count}件もいっしょに削除します",
    },
    "plan-counts": {
        "en": "{create} create, {update} update, {same} same, {conflict} conflict, {reject} reject",
        "ja": "新規 {create}件、更新 {update}件、変更なし {same}件、競合 {conflict}件、取込不可 {reject}件",
    },
    "plan-only": {
        "en": "nothing was written; use --commit to carry out the import",
        "ja": "まだ何も書き込んでいません(--commit で実行します)",
    },
    "plan-done-before": {
        "en": ("the same files were already imported with the same settings (batch {batch}): there is nothing to do"),
        "ja": "同じファイルを同じ方法で取り込み済みです(バッチ {batch})。することはありません",
    },
    "imported": {"en": "imported as batch {batch}", "ja": "バッチ {batch} として取り込みました"},
    "nothing-to-do": {"en": "there is nothing to do", "ja": "することはありません"},
    "nothing-imported": {
        "en": "nothing was written: the archive is as it was",
        "ja": "何も書き込みませんでした。アーカイブは元のままです",
    },
    "rejects-not": {
        "en": (
            "{file}: rejected records in the format {format} cannot be written to a file; omit --rejects, and "
            "correct the file itself"
        ),
        "ja": "{file}: {format} 形式の取り込めなかったレコードは書き出せません。--rejects を外し、元のファイルで直してください",
    },
    "output-is-input": {
        "en": ("{file} is an input of this command and would be overwritten; nothing was changed; choose another name"),
        "ja": "{file} は今回読むファイルです。上書きになるため、別の名前にしてください。何も変えていません",
    },
    "output-in-archive": {
        "en": (
            "{file} is inside the archive {archive}, where only the archive's own commands may write; nothing "
            "was changed"
        ),
        "ja": "{file} はアーカイブ {archive} の中にあり、出力先にはできません。何も変えていません",
    },
    "packed-otherwise": {
        "en": ("{file} would not be compressed as its name says: only .gz and .zst are supported; choose another name"),
        "ja": "{file} は名前のとおりには圧縮されません。圧縮できるのは .gz と .zst だけです。別の名前にしてください",
    },
    "output-twice": {
        "en": "{file} is given as output twice, and one output would overwrite the other; nothing was changed",
        "ja": "{file} が二つの出力先になっています。何も変えていません",
    },
    "output-there": {
        "en": "{file} already exists; nothing was changed; use --force to overwrite it",
        "ja": "{file} はすでにあります。置き換えるには --force を付けてください。何も変えていません",
    },
    "rejects-in": {"en": "rejected rows were written to {file}", "ja": "取り込めなかった行は {file} にあります"},
    # import
    "a-host-there": {
        "en": "the id of an issue or book in the archive or in this import",
        "ja": "目録または今回の取り込みにある号か図書の識別子",
    },
    "a-serial-there": {
        "en": "the id of a serial in the archive or in these files",
        "ja": "アーカイブか取り込むファイルにある雑誌の識別子",
    },
    "a-record-to-refer-to": {
        "en": "the id of a record in the archive or in these files; the record is imported without the reference",
        "ja": "アーカイブか取り込むファイルにあるレコードの識別子。参照を除いて取り込みます",
    },
    "one-record": {
        "en": (
            "values that match only one record or row; correct its numbers (an issue needs its volume or year) or "
            "enter the id of one of these"
        ),
        "ja": "この行に当てはまるレコードや行がほかにもあります。同じ行なら一つにし、違うなら番号(号は巻か年も)か識別子を入力してください",
    },
    "looks-like-undated": {
        "en": "no other record with the same wording; this one has no date, so it was treated as a different record. If they are the same, enter the id",
        "ja": "同じ語のレコードがほかにあります。こちらに年月日がないため、別のレコードとして扱います。同じものなら、その識別子を入力してください",
    },
    "looks-like-other-undated": {
        "en": "no other record with the same wording; that one has no date, so this was treated as a different record. If they are the same, enter the id",
        "ja": "同じ語のレコードがほかにあります。そのレコードに年月日がないため、別のレコードとして扱います。同じものなら、その識別子を入力してください",
    },
    "looks-like": {
        "en": (
            "no other record with the same wording; this row was treated as a different record because these "
            "differ: {what}. If they are the same, enter the id"
        ),
        "ja": "同じ語のレコードがほかにあります。{what}が異なるため、別のレコードとして扱います。同じものなら、その識別子を入力してください",
    },
    "looks-like-numbered": {
        "en": (
            "no other record to which its source gave the same number; this record was treated as a different one because "
            "these differ: {what}. If they are the same, enter the id"
        ),
        "ja": "元のデータで同じ番号が付けられたレコードがほかにあります。{what}が異なるため、別のレコードとして扱います。同じものなら、その識別子を入力してください",
    },
    "match-differs": {
        "en": 'a record with the same details; the record found by {found} is "{title}", and these differ: {what}',
        "ja": "{found} で見つかったのは「{title}」で、{what}が異なります。同じものか確かめてください",
    },
    "differs-record": {"en": "kind of record", "ja": "レコードの種類"},
    "differs-and": {"en": "{first}, {second}", "ja": "{first}・{second}"},
    "differs-words": {"en": "wording", "ja": "語"},
    "differs-id": {"en": "id", "ja": "識別子"},
    "differs-numbers": {"en": "identifier (such as ISBN)", "ja": "番号(ISBNなど)"},
    "differs-title": {"en": "title", "ja": "タイトル"},
    "differs-subtitle": {"en": "subtitle", "ja": "副題"},
    "differs-part": {"en": "part number", "ja": "巻次・回次"},
    "differs-edition": {"en": "edition", "ja": "版"},
    "differs-authors": {"en": "author", "ja": "著者"},
    "differs-publishers": {"en": "publisher", "ja": "出版者"},
    "differs-date": {"en": "date", "ja": "年月日"},
    "differs-host": {"en": "issue or book that it stands in", "ja": "掲載されている号・図書"},
    "differs-pages": {"en": "pages", "ja": "ページ"},
    "differs-name": {"en": "name", "ja": "名称"},
    "differs-reading": {"en": "reading", "ja": "読み"},
    "differs-kind": {"en": "kind of issue or series", "ja": "号の種別・シリーズ"},
    "differs-volume": {"en": "volume", "ja": "巻"},
    "differs-number": {"en": "issue number", "ja": "号"},
    "differs-whole": {"en": "whole number", "ja": "通巻号数"},
    "differs-year": {"en": "year", "ja": "年"},
    "a-serial-named": {
        "en": "the id, title or ISSN of a serial in the archive or in these files; no serial matches this; add it first (add periodical, or a row of its own)",
        "ja": "これに当たる雑誌が、アーカイブにも取り込むファイルにもありません。識別子、誌名、ISSNを確かめるか、先に add 雑誌 か雑誌の行で加えてください",
    },
    "a-host-named": {
        "en": (
            "the id of an issue or book in the archive or in these files, a serial's title and number, or a "
            "book's title or ISBN; nothing matches this"
        ),
        "ja": "これに当たる号・図書が、アーカイブにも取り込むファイルにもありません。識別子、誌名と巻号、書名、ISBNを確かめるか、先に加えてください",
    },
    "one-of-named": {
        "en": "wording that identifies one record; this could be {found}: enter the id of one of them",
        "ja": "{found} のいずれとも取れます。いずれかの識別子を入力してください",
    },
    "a-name-only": {
        "en": "a value: this column is used only to find the record, so there is nothing to empty",
        "ja": "この欄はレコードを探すためだけのもので、空にする値がありません。語を入力してください",
    },
    "its-own-host": {
        "en": "an article or chapter of this issue or book; in the archive it belongs to another",
        "ja": "この記事・章は、アーカイブでは別の号・図書のものです",
    },
    "a-record-of-its-kind": {"en": "a record of the same kind", "ja": "同じ種類のレコード"},
    "once-in-input": {
        "en": "each record only once in an import; this one already appears at {first}",
        "ja": "同じレコードがすでに {first} にあります。一回の取り込みでは一度だけにしてください",
    },
    "once-in-input-again": {
        "en": "each record only once in an import; this one appears again at {first}",
        "ja": "同じレコードが {first} にもあります。一回の取り込みでは一度だけにしてください",
    },
    "unit-whole": {
        "en": "an issue or book and its parts without errors; they are imported together (see {place})",
        "ja": "号または図書とその記事・章は、まとめて取り込みます。{place} の誤りを直してください",
    },
    "value-not-edited": {
        "en": "a field that nobody has edited since the last import; for the value of the file type {how}, for the edited value correct the file; until then nothing of this row is imported",
        "ja": "取り込みの後に人が編集した項目です。ファイルの値にするには {how} を実行し、編集した値を残すにはファイルを直してください。それまで、この行は全体を取り込みません",
    },
    "record-not-deleted": {
        "en": (
            "a record that has not been deleted since it was imported; remove its row from the file, or "
            "restore the record first (smj-catalog log names the batch, smj-catalog undo BATCH takes it back)"
        ),
        "ja": "取り込みの後に人が削除したレコードです。ファイルから行を除くか、smj-catalog log でバッチを確かめ、smj-catalog undo バッチ で先に戻してください",
    },
    "edit-kept": {
        "en": (
            "the value in the input; the value edited by hand was kept, because the input has not changed "
            "since before the edit"
        ),
        "ja": "入力と同じ値。手で直した値を残します(入力の値はその前の取り込みから変わっていません)",
    },
    "unedited-since": {
        "en": "what the batch wrote; it has been edited by hand since",
        "ja": "このバッチの後で、手で編集されています",
    },
    "undone-first": {
        "en": "what the batch wrote; undo the later batch {batch} first, which changed it again",
        "ja": "このバッチの後のバッチ {batch} がさらに変えています。先にそちらを取り消してください",
    },
    "read-to-the-end-from": {
        "en": (
            "input that can be read to the end; nothing was read from {place} on, and nothing was written: "
            "correct it, or use --partial to import what comes before"
        ),
        "ja": (
            "{place} から先は読めませんでした。ファイルを直すか、--partial でその前までを取り込んでください。--partial がなければ何も書き込みません"
        ),
    },
    "read-to-the-end-behind": {
        "en": (
            "input that can be read to the end; nothing was read after {place}, and nothing was written: "
            "correct it, or use --partial to import what comes before"
        ),
        "ja": (
            "{place} より後は読めませんでした。ファイルを直すか、--partial でそこまでを取り込んでください。--partial がなければ何も書き込みません"
        ),
    },
    "read-to-the-end": {
        "en": "readable input; nothing was written: correct it, or use --partial to import the rest",
        "ja": "最後まで読めませんでした。ファイルを直すか、--partial でほかの読めた分を取り込んでください。--partial がなければ何も書き込みません",
    },
    "input-changed": {
        "en": "{file} has changed since the plan was made; nothing was written; make the plan again",
        "ja": "{file} が計画の後で変わりました。何も書き込んでいません。計画を作り直してください",
    },
    "no-refused-rows": {
        "en": (
            "no rejected rows ({refused} of {rows} are); nothing was written; to import the other rows, use --on-error skip"
        ),
        "ja": "{rows}件のうち{refused}件が取り込めないため、何も書き込んでいません。直すか、--on-error skip でほかの行を取り込んでください",
    },
    "a-plan-whole": {
        "en": "a complete plan, as written by 'smj-catalog import --plan'",
        "ja": "計画が壊れています。smj-catalog import --plan でもう一度作ってください",
    },
    # rules
    "isbn-13-check-digit": {
        "en": "an ISBN-13 with a correct check digit (here {right})",
        "ja": "ISBN-13のチェックデジットが合いません。末尾が {right} になるはずです。番号を確かめてください",
    },
    "a-column-isbn": {
        "en": "an ISBN in a column called ISBN; as a number of the list it is kept, but not known as the book's ISBN",
        "ja": "一覧の管理番号として取り込みますが、図書のISBNとは見なされません。ISBNなら、見出しを「ISBN」にしてください",
    },
    "an-isbn-13": {
        "en": "an ISBN-13: 13 digits that begin with 978 or 979",
        "ja": "978または979で始まる13桁のISBN-13",
    },
    "an-isbn-no-magazine": {
        "en": (
            "an ISBN-13, which begins with 978 or 979; a number that begins with 491 or 977 is a "
            "magazine's barcode (type ean)"
        ),
        "ja": "978または979で始まるISBN-13を入力してください。491や977で始まる番号は雑誌のバーコード(種類は ean)です",
    },
    "an-isbn-no-issn": {
        "en": ("an ISBN; eight digits are an ISSN, which belongs to the serial or series (column ISSN) or in a note"),
        "ja": "8桁の番号はISSNです。雑誌・シリーズの「ISSN」の列か、備考に入力してください",
    },
    "isbn-10-check-digit": {
        "en": "an ISBN-10 with a correct check digit (here {right})",
        "ja": "ISBN-10のチェックデジットが合いません。末尾が {right} になるはずです。番号を確かめてください",
    },
    "an-isbn-10": {
        "en": "an ISBN-10: nine digits and a digit or X",
        "ja": "数字9桁と数字またはXからなるISBN-10",
    },
    "the-isbn-10-of": {
        "en": "the ISBN-10 that corresponds to {isbn}; this one corresponds to {right}",
        "ja": "これは {right} のISBN-10です。{isbn} に対応する番号を入力してください",
    },
    "issn-check-digit": {
        "en": "an ISSN with a correct check digit (here {right})",
        "ja": "ISSNのチェックデジットが合いません。末尾が {right} になるはずです。番号を確かめてください",
    },
    "an-issn": {"en": "an ISSN: seven digits and a digit or X", "ja": "数字7桁と数字またはXからなるISSN"},
    "a-gs1-number": {
        "en": "{name} of {digits} characters with a correct check digit (here {right})",
        "ja": "チェックデジットが正しい{digits}桁の{name}(正しいチェックデジットは {right})",
    },
    "ean-check-digit": {
        "en": "an EAN-13 with a correct check digit (here {right})",
        "ja": "EAN-13のチェックデジットが合いません。末尾が {right} になるはずです。番号を確かめてください",
    },
    "an-ean": {"en": "an EAN-13 (JAN): 13 digits", "ja": "13桁のEAN-13(JANコード)"},
    "an-ean-of-magazine": {
        "en": "a barcode that begins with {heads}, to match the magazine code",
        "ja": "同じレコードの雑誌コードに合う、{heads} で始まるバーコード",
    },
    "an-isni": {"en": "an ISNI: 15 digits and a digit or X", "ja": "数字15桁と数字またはXからなるISNI"},
    "isni-check-digit": {
        "en": "an ISNI with a correct check character (here {right})",
        "ja": "ISNIの検査文字が合いません。末尾が {right} になるはずです。番号を確かめてください",
    },
    "an-orcid": {
        "en": "an ORCID iD: 15 digits and a digit or X",
        "ja": "数字15桁と数字またはXからなるORCID iD",
    },
    "orcid-check-digit": {
        "en": "an ORCID iD with a correct check character (here {right})",
        "ja": "ORCID iDの検査文字が合いません。末尾が {right} になるはずです。番号を確かめてください",
    },
    "a-corporate-number": {"en": "a corporate number (法人番号): 13 digits", "ja": "13桁の法人番号"},
    "corporate-number-check-digit": {
        "en": "a corporate number (法人番号) with a correct check digit, its first digit (here {right})",
        "ja": "法人番号の検査用数字が合いません。先頭が {right} になるはずです。番号を確かめてください",
    },
    "the-normal-form": {
        "en": "the normal form {normal}; put the printed form in printed",
        "ja": "正規形 {normal} にしてください(印刷どおりの形は表示に入れます)",
    },
    "an-identifier-once": {
        "en": "each number only once; it is already given at {first}",
        "ja": "同じ番号が、すでに {first} にあります。一方を消してください",
    },
    "a-real-number": {
        "en": "a number actually assigned to this item, or no identifier",
        "ja": "実際に付与された番号を入力してください(なければ空にしてください)",
    },
    "name-of-scheme": {
        "en": "the name of the scheme that a number of type own belongs to",
        "ja": "種類が「独自」の番号には、番号体系の名前を入力してください",
    },
    "a-magazine-code": {
        "en": "a magazine code such as 01234-08, or 01234 for the serial",
        "ja": "01234-08 のような雑誌コード(誌名全体なら 01234)",
    },
    "a-magazine-code-of-serial": {
        "en": "the five digits of the serial's magazine code, such as 01234",
        "ja": "01234 のような、誌名を表す雑誌コード5桁",
    },
    "a-magazine-code-of-issue": {
        "en": "the magazine code of an issue: five digits, hyphen, two digits, such as 01234-08",
        "ja": "01234-08 のような、号の雑誌コード(5桁、ハイフン、2桁)",
    },
    "a-jp-e-code": {"en": "a JP e-code: 20 letters and digits", "ja": "英数字20字のJP-eコード"},
    "a-doi": {"en": "a DOI such as 10.1234/example.5", "ja": "10.1234/example.5 のようなDOI"},
    "a-uri": {
        "en": "a URI with a scheme and no spaces, such as urn:example:1",
        "ja": "urn:example:1 のような、スキームがあり空白のないURI",
    },
    "a-web-address": {
        "en": "an address that begins with http:// or https:// and has no spaces",
        "ja": "http:// または https:// で始まり空白のないアドレス",
    },
    "a-date-not-before": {"en": "a date that is not before {date}", "ja": "{date} より前でない日付"},
    "an-event-not-before": {
        "en": "a date that is not before the date of {event}, {date}",
        "ja": "{event} の日付 {date} より前でない日付",
    },
    "a-birth-before": {
        "en": "a date of birth before publication, {date}",
        "ja": "刊行日 {date} より前の生年月日",
    },
    "a-country-once": {
        "en": "each country either in the territory or excluded from it",
        "ja": "対象地域に含めるか除くかの、どちらか一方",
    },
    "an-age-not-below": {
        "en": "an upper end that is not below the lower, {first}",
        "ja": "下限 {first} を下回らない上限",
    },
    "a-second-date": {
        "en": "a second date (until), because the qualifier is between",
        "ja": "二つの日付の間を示すための二番目の日付",
    },
    "the-word-between": {
        "en": "the qualifier between, because a second date (until) is given",
        "ja": "二番目の日付があるので、区分 between",
    },
    "a-date-in-era": {
        "en": "{meant} (taken as {date}; {era} ran from {first} to {last})",
        "ja": "元号の期間にない日付です。{meant}({date})として扱います({era}は {first} から {last} まで)。正しければそのままにしてください",
    },
    "a-date-in-era-from": {
        "en": "{meant} (taken as {date}; {era} runs from {first})",
        "ja": "元号の期間にない日付です。{meant}({date})として扱います({era}は {first} から)。正しければそのままにしてください",
    },
    "a-date-of-no-era": {
        "en": "a date within the era: {era} runs from {first}",
        "ja": "元号の期間内の日付にしてください({era}は {first} から)",
    },
    "the-date-printed": {
        "en": "the date as printed: {printed} means {date}",
        "ja": "印刷された日付 {printed} は {date} を意味します。どちらかを直してください",
    },
    "the-role-cover": {
        "en": "the role cover, because the printed date is part of the issue's designation (号表示)",
        "ja": "役割 cover(印刷されているのは号表示の年月)",
    },
    "words-without-markup": {
        "en": "plain text; {markup} is HTML",
        "ja": "{markup}はHTMLの記述です。書式のない文字にしてください",
    },
    "the-lost-character": {
        "en": "the character that {point} replaces; it was lost in an earlier conversion",
        "ja": "{point} の位置の文字が、ここに来るまでの変換で失われています。元の文字を入力してください",
    },
    "a-public-character": {
        "en": (
            "a standard character; {point} is a private-use character (外字), which displays differently or not "
            "at all on other systems"
        ),
        "ja": "{point} は外字で、ほかの環境では違う字になるか表示されません。どこでも使える文字にしてください",
    },
    "no-invisible-character": {
        "en": "text without {point}, an invisible character that prevents equal strings from matching",
        "ja": "見えない文字 {point} があり、同じ語が同じと見なされなくなります。取り除いてください",
    },
    "words-of-windows-1252": {
        "en": "letters and marks without the control character {point}; the file is probably windows-1252, not what it declares (then the text is {words})",
        "ja": "制御文字 {point} があります。宣言と違い、実際は windows-1252 のファイルと思われます(その場合は {words})。文字コードを確かめてください",
    },
    "words-of-euc-jp": {
        "en": "correctly decoded text; this is EUC-JP that was read as CP932 (the text should be {words})",
        "ja": "EUC-JP の文字が CP932 として読まれています。元の文字は {words} と思われます。文字コードを確かめてください",
    },
    "words-decoded-well": {
        "en": "correctly decoded text; this is UTF-8 that was read as {encoding} (the text should be {words})",
        "ja": "UTF-8 の文字が {encoding} として読まれています。元の文字は {words} と思われます。文字コードを確かめてください",
    },
    "katakana": {
        "en": "a reading in katakana, without the character {character}",
        "ja": "ヨミはカタカナで入力してください(文字 {character} は使えません)",
    },
    "katakana-of": {"en": "the reading in katakana: {katakana}", "ja": "カタカナの読み: {katakana}"},
    "divided-by-spaces": {
        "en": "words separated by spaces, because the reading is marked as divided; or set divided to unknown",
        "ja": "分かち書きとされているので、語を空白で区切ってください(または分かち書きを「不明」に)",
    },
    "undivided-without-spaces": {
        "en": "no spaces, because the reading is marked as undivided; or set divided to yes or unknown",
        "ja": "分かち書きなしとされているので、空白を除いてください(または分かち書きを「はい」か「不明」に)",
    },
    "latin-letters": {
        "en": "letters of the Latin alphabet, without {character}",
        "ja": "ラテン文字で入力してください({character} は使えません)",
    },
    "truncated-or-whole": {
        "en": "truncated set to true if the source cut the text off, as {sign} suggests",
        "ja": "{sign} が途切れを示しています。出典が途中で切れているなら、「途切れ」を「はい」にしてください",
    },
    "the-number-once": {
        "en": "the title without {part}, which is recorded as its part number",
        "ja": "巻次として別にある {part} を除いたタイトル",
    },
    "a-role": {"en": "at least one role from ONIX List 17", "ja": "ONIX List 17 の役割コード(一つ以上)"},
    "a-role-code": {
        "en": "a role code from ONIX List 17: a capital letter and two digits, such as B01",
        "ja": "B01 のような、大文字1字と数字2桁のONIX List 17 の役割コード",
    },
    "the-roles-of": {"en": "the roles that {word} means: {roles}", "ja": "「{word}」が表す役割: {roles}"},
    "a-position": {
        "en": "a role such as 著 or 編 here, with the profession in position",
        "ja": "著・編などの役割語を入力してください(職業は肩書に入れます)",
    },
    "a-person": {
        "en": "nothing here, because this applies to persons only; or person as the kind",
        "ja": "団体にはない項目なので空に。個人なら種別を「個人」にしてください",
    },
    "a-part-of-name": {
        "en": "a part of the name: {name}",
        "ja": "名前の一部({name})",
    },
    "a-name-in-order": {
        "en": "the name in its normal order ({given} {family}), or its family and given names beside it; it seems to begin with the family name",
        "ja": "名前は普通の順({given} {family})で入力するか、姓と名も入力してください。姓が先になっているようです",
    },
    "a-contributor-once": {
        "en": "each name only once in a role; it is already given at {first}",
        "ja": "同じ役割の同じ名前が、すでに {first} にあります。一方を消してください",
    },
    "no-absence": {
        "en": "no statement that there are no contributors, because contributors are named: {names}",
        "ja": "著者等が入力されています。「著者なし」の指定を消してください({names})",
    },
    "a-currency": {
        "en": "a currency code of three capital letters (ISO 4217), such as JPY",
        "ja": "JPY のような大文字3字の通貨コード(ISO 4217)",
    },
    "more-than-nothing": {"en": "a number greater than 0", "ja": "0より大きい数"},
    "whole-yen": {"en": "a whole number of yen", "ja": "小数のない円の額"},
    "an-amount-or-why-none": {
        "en": (
            "either an amount, or a code from List 57 (01 free, 02 to be announced, 04 contact supplier) or "
            "not-for-sale"
        ),
        "ja": "金額、または金額がない理由(リスト57のコード。01 無料、02 未定、04 オープン価格など、もしくは非売品 not-for-sale)のどちらか一方",
    },
    "a-number-or-words": {
        "en": "a number, or the wording as printed (1冊) if the source gives no number",
        "ja": "数を入力してください。数がないときは、資料の表示のとおりの語(1冊 など)を入力してください",
    },
    "a-holder-or-what": {
        "en": "the library, or at least the item: number, location, call number or copies",
        "ja": "所蔵館か、資料番号、書架、請求記号、部数などの少なくとも一つを入力してください",
    },
    "tax-in-or-out": {
        "en": "whether consumption tax is included or excluded",
        "ja": "これだけでは税込か税抜かわかりません。「税区分」に入力してください",
    },
    "tax-as-printed": {
        "en": "tax {tax}, as in the printed wording: {printed}",
        "ja": "印刷された語「{printed}」と違います。税区分を{tax}にするか、印刷された語を直してください",
    },
    "tax-of-the-column": {
        "en": "a price as the column's header says (the words are taken: tax {tax}; correct the header or the price)",
        "ja": "列の見出しと違いますが、語のとおり{tax}として扱います。見出しか価格を直してください",
    },
    "the-amount-printed": {
        "en": "an amount that appears in the printed wording {printed}",
        "ja": "印刷された語({printed})にある金額",
    },
    "the-pages-printed": {
        "en": "the number of pages in the printed wording {printed}, or the wording changed as well",
        "ja": "印刷された語({printed})にあるページ数にしてください(語も直す場合は「ページ数の表示」)",
    },
    "the-pages-of-several": {
        "en": "of the paginations printed, {printed}, the number of the main text or the whole; or no number, if unknown",
        "ja": "印刷された複数のページ付け({printed})のうち、本文か全体のページ数を入力し、わからなければ数を消してください",
    },
    "when-the-price-held": {
        "en": "the date from or until which the tax-inclusive price applied",
        "ja": "税込価格の開始日または終了日",
    },
    "two-digits": {"en": "a two-digit code from ONIX {list}", "ja": "ONIX {list} の2桁のコード"},
    "two-digits-or": {
        "en": "a two-digit code from ONIX {list}, or {word}",
        "ja": "ONIX {list} の2桁のコード、または {word}",
    },
    "a-date-role": {
        "en": "one of the date roles {allowed}, or onix: and a code from ONIX List 163",
        "ja": "日付の役割のいずれか: {allowed}、または onix: に ONIX List 163 のコードを続けたもの",
    },
    "a-date-role-near": {"en": "a date role; nearest: {near}", "ja": "日付の役割(近いもの: {near})"},
    "a-code-of-list": {"en": "a code from ONIX List {list}", "ja": "ONIX List {list} のコード"},
    "a-code-of-list-near": {
        "en": "a code from ONIX List {list}; nearest: {near}",
        "ja": "ONIX List {list} のコード(近いもの: {near})",
    },
    "code-lists-installed": {
        "en": (
            "EDItEUR's code lists (pip install onixcheck); without them, codes were not checked against their lists"
        ),
        "ja": "EDItEURのコードリスト(pip install onixcheck)。これがないため、コードがリストにあるかどうかは確認していません",
    },
    "a-unit": {
        "en": "a unit from ONIX List 50 of two lower-case letters, such as cm",
        "ja": "cm のような小文字2字のONIX List 50 の単位",
    },
    "one-or-more": {"en": "a number of 1 or more", "ja": "1以上の数"},
    "none-or-more": {"en": "a number of 0 or more", "ja": "0以上の数"},
    "times-as-printed": {
        "en": "{times} issues a year, as in the printed wording: {printed}",
        "ja": "印刷された語({printed})のとおり、年{times}回",
    },
    "a-page-not-before": {
        "en": "a last page that is not before the first, {first}",
        "ja": "最初のページ {first} より前でない最後のページ",
    },
    "a-language-tag": {"en": "a language tag such as ja (BCP 47)", "ja": "ja のような言語タグ(BCP 47)"},
    "a-language-code": {
        "en": "a language code of three lower-case letters (ISO 639-2/B), such as jpn",
        "ja": "jpn のような小文字3字の言語コード(ISO 639-2/B)",
    },
    "a-language-code-here": {
        "en": "the language code {code} (ISO 639-2/B)",
        "ja": "言語コード {code}(ISO 639-2/B)",
    },
    "a-script-code": {
        "en": "a script code such as Jpan or Latn (ISO 15924)",
        "ja": "Jpan や Latn のような文字体系コード(ISO 15924)",
    },
    "a-country-code": {
        "en": "a country code of two capital letters (ISO 3166-1), such as JP",
        "ja": "JP のような大文字2字の国コード(ISO 3166-1)",
    },
    "a-form-code": {
        "en": "a form code from ONIX List 150: two capital letters such as BA, or 00",
        "ja": "BA のような大文字2字、または 00 のONIX List 150 のコード",
    },
    "a-form-detail-code": {
        "en": "a detail code from ONIX List 175: a capital letter and three digits, such as B108",
        "ja": "B108 のような、大文字1字と数字3桁のONIX List 175 のコード",
    },
    "form-of-mook": {
        "en": "the form BC, which the detail B117 (mook) requires",
        "ja": "細目 B117(ムック)と組になる形態 BC",
    },
    "a-subject-scheme": {
        "en": "one of the schemes {allowed}, or onix: and a code from List 27",
        "ja": "次の件名体系のいずれか: {allowed}、または onix: とList 27 のコード",
    },
    "a-code-or-heading": {"en": "a code, a heading or a concept", "ja": "コード、見出し、概念のいずれか"},
    "a-c-code": {"en": "a four-digit C-code, such as 0036", "ja": "0036 のような4桁のCコード"},
    "an-ndc-number": {
        "en": (
            "an NDC number: digits with an optional point, such as 334.4 (for a mark with a letter, use the "
            "scheme other)"
        ),
        "ja": "334.4 のような、数字と小数点からなるNDC(文字のある記号の体系は other)",
    },
    "a-thema-code": {
        "en": (
            "a Thema code: a capital letter, or 1 to 6 for a qualifier, then capital letters and digits, such as JBFH"
        ),
        "ja": "JBFH のような、大文字(限定子は1~6)で始まる大文字と数字のThemaコード",
    },
    "a-label": {"en": "a preferred label", "ja": "優先ラベル"},
    "one-label-a-language": {
        "en": "one preferred label per language; the first is {first}",
        "ja": "言語ごとに一つの優先ラベル(最初のものは {first})",
    },
    "a-label-once": {
        "en": "a label of one kind only; it is already given as {first}",
        "ja": "同じラベルが、すでに {first} にあります。一種類だけにしてください",
    },
    "broader-or-related": {
        "en": "a concept that is either broader or related, not both",
        "ja": "上位か関連のどちらか一方の概念",
    },
    "no-circle": {
        "en": "broader concepts that do not lead back to the concept itself",
        "ja": "もとに戻らない上位概念のつながり",
    },
    "an-id-of-kind": {"en": "an id that begins with {prefix}:", "ja": "{prefix}: で始まる識別子"},
    "an-id-that-begins": {
        "en": "an id that begins with one of {prefixes}",
        "ja": "次のいずれかで始まる識別子: {prefixes}",
    },
    "another-record": {"en": "the id of another record", "ja": "ほかのレコードの識別子"},
    "a-record-to-keep": {
        "en": "a record that stays: {record} is named by {by}; change or delete {by} first",
        "ja": "{record} は {by} から参照されているため、削除できません。先に {by} を直すか削除してください",
    },
    "set-id": {
        "en": "the id of {record} stays as it is: smj-catalog copy makes a record with another id",
        "ja": "{record} の識別子は変えられません。別の識別子のレコードは smj-catalog copy で作ってください",
    },
    "set-number-of-other": {
        "en": "a number that no other record has: {others} has it",
        "ja": "この番号は {others} のものです。番号を確かめてください",
    },
    "a-price-of-the-net": {
        "en": "the price without tax ({net}) with consumption tax at 3, 5, 8 or 10 %; correct the one that is wrong",
        "ja": "税抜の価格({net})に3・5・8・10%の消費税を加えた額と合いません。どちらかを直してください",
    },
    "a-first-page": {
        "en": "the first page alone; pages from {first} to {last} are First page {first} and Last page {last}",
        "ja": "開始ページだけを入力してください({first}から{last}ページなら、開始ページ {first}、終了ページ {last})",
    },
    "columns-without-tax": {
        "en": "the column {price} does not say whether tax is included; add {tax}, or take {gross} or {net}",
        "ja": "「{price}」の列だけでは税込か税抜かわかりません。「{tax}」の列を加えるか、「{gross}」か「{net}」の列にしてください",
    },
    "price-beside": {
        "en": "this price, of which it is not known whether it includes tax, stays; to replace it, give the column {column} (empty, to remove it)",
        "ja": "税込か税抜かわからないこの価格は、そのまま残ります。置き換えるなら「{column}」に入力してください(空にすると消えます)",
    },
    "price-kept": {
        "en": "this stays, for only the price was given; if it changes with the price, give it as well",
        "ja": "価格だけが入力されたため、そのまま残ります。価格と一緒に変わるなら、この列も入力してください",
    },
    "form-gone": {
        "en": "this {form} was that of {old} and went with it; give that of {new} in the column {column}",
        "ja": "この{form}は「{old}」のものなので、「{new}」には付けません。「{column}」に入力してください",
    },
    "form-kept": {
        "en": "this {form} was that of {old} and stands with {new} now; if it is read otherwise, change the column {column}",
        "ja": "「{old}」の{form}が「{new}」にもそのまま付いています。違うときは「{column}」を直してください",
    },
    "a-record-that-exists": {"en": "the id of a record that exists", "ja": "存在するレコードの識別子"},
    "an-id-of-its-own": {
        "en": "a number or title that no earlier record of the file has; this record got the id {id}",
        "ja": "ファイルの前のレコードにない番号または題名。このレコードの識別子は {id} としました",
    },
    "an-id-once": {"en": "an id that no other record has", "ja": "ほかのレコードにない識別子"},
    "a-title-proper": {"en": "a title proper (type 01)", "ja": "本タイトル(種類 01)を入力してください"},
    "one-title-proper": {
        "en": "only one title proper (type 01), {first}; use the type variant for other forms",
        "ja": "本タイトル(種類 01)は一つにしてください({first})。別の表記の種類は variant です",
    },
    "a-name": {"en": "at least one name", "ja": "一つ以上の名称"},
    "a-publisher": {"en": "a publisher", "ja": "出版者"},
    "a-periodical": {
        "en": (
            "the periodical that the issue belongs to: its id, or in a table its title (誌名) or ISSN, in a column or for all rows "
            "under [constants] in the file of --mapping"
        ),
        "ja": (
            "この号が属する雑誌を入力してください(識別子。表では「誌名」か「ISSN」の列、全行が同じ雑誌なら --mapping のファイルの [constants] でもかまいません)"
        ),
    },
    "a-date-or-number": {"en": "a number, a designation or a date", "ja": "号数、号表示、日付のいずれか"},
    "contents-or-unknown": {
        "en": "the contents, or contents_complete set to unknown",
        "ja": "内容の一覧がありません。内容を入力するか、「目次は全件か」を空にしてください",
    },
    "the-enclosing-host": {"en": "the host {host}, which contains the component", "ja": "この記事・章を含む {host}"},
    "a-part-of": {
        "en": "a part of the designation as printed: {printed}",
        "ja": "印刷された号表示({printed})の一部",
    },
    "two-numbers": {"en": "at least two numbers, because this is a combined issue", "ja": "合併号なので二つ以上の号数"},
    "the-kind-combined": {
        "en": "the kind combined, because the issue has {count} numbers; in a table, enter 合併号 after the numbers",
        "ja": "号数が{count}個あるので、種別は合併号です。表では、号数のあとに「合併号」と入力してください",
    },
    "a-number-once": {
        "en": "a number that no other issue of the serial has; it is also the number of {first}",
        "ja": "同じ号数が {first} にあります。どちらかを直してください",
    },
    "an-isbn-once": {
        "en": "an ISBN that no other record has; {first} has it too",
        "ja": "同じISBNが {first} にもあります。どちらかを直してください",
    },
    "a-source-of-record": {"en": "the key of one of the record's sources", "ja": "これを述べる、レコードの出典のキー"},
    "a-source-key": {
        "en": "the key of one of the record's sources: {allowed}",
        "ja": "レコードにある出典のキー: {allowed}",
    },
    "a-source-that-is-used": {"en": "a source that at least one value refers to", "ja": "いずれかの値が挙げている出典"},
    "a-key-once": {"en": "a key that no other source of the record has", "ja": "レコードのほかの出典にないキー"},
    "rule-absence-with-contributors": {
        "en": (
            "A record that names contributors must not also give a reason for having none: one of the two is wrong."
        ),
        "ja": "著者等を入力したレコードには、著者等がない理由を入力しないでください。どちらかが誤りだからです。",
    },
    "rule-c-code-form": {
        "en": "A C-code has four digits: one for the audience, one for the form and two for the subject.",
        "ja": "Cコードは4桁で入力してください(販売対象、発行形態、2桁の内容)。",
    },
    "rule-character-doubtful": {
        "en": (
            "Text should not contain U+FFFD, which replaces a lost character, private-use characters, or "
            "invisible characters: zero-width spaces, byte order marks, or direction marks in text that has no "
            "right-to-left script. It should not be UTF-8 that was decoded as CP932 (隕区悽 for 見本) or Latin-1."
        ),
        "ja": (
            "文字列に、失われた文字を示す U+FFFD、外字(私用領域)、見えない文字(ゼロ幅空白、BOM、右から左に書く文字がないところの方向の制御文字)を入れないでください。UTF-8 を CP932 や Latin-1 として読んだ文字(見本 が 隕区悽 になる)も同じです。"
        ),
    },
    "rule-combined-issue-numbers": {
        "en": (
            "A combined issue (合併号) should list all its numbers, and an issue with several numbers should be "
            "marked as combined, so that no issue appears to be missing."
        ),
        "ja": "合併号にはすべての号数を入れ、号数が複数ある号は合併号としてください。欠号に見えないようにするためです。",
    },
    "rule-concept-cycle": {
        "en": "Broader concepts must not form a cycle: a concept cannot be broader than itself.",
        "ja": "上位概念は輪になりません。概念が自分自身より広いことはないからです。",
    },
    "rule-concept-related-and-broader": {
        "en": "A concept must not be both broader than and related to another; in SKOS the two are disjoint.",
        "ja": "一つの概念を、別の概念の上位であると同時に関連とすることはできません。どちらかにしてください。SKOSは両者を区別します。",
    },
    "rule-contents-empty-but-complete": {
        "en": (
            "A list of contents that is marked as complete should not be empty; if the contents are not known, "
            "it is marked as unknown."
        ),
        "ja": "目次が空のときは、全件としないでください。わからないときは何も入力しません。",
    },
    "rule-contributor-duplicate": {
        "en": "A name should not be given twice in the same role, because exports would print it twice.",
        "ja": "同じ役割の同じ名前は一度だけにしてください。書き出すと二重になるからです。",
    },
    "rule-contributor-role-form": {
        "en": (
            "A role must be a code from ONIX List 17 (a capital letter and two digits), from which the roles "
            "of the other formats are derived."
        ),
        "ja": "役割には ONIX List 17 のコード(大文字1字と数字2桁)を入力してください。各形式への対応はこのコードによります。",
    },
    "rule-contributor-role-missing": {
        "en": (
            "A contributor should have a role: ONIX requires one, and a bare list of names says nothing about "
            "authorship."
        ),
        "ja": "著者等には役割を入力してください。ONIXで必須であり、名前だけでは著者かどうかわからないからです。",
    },
    "rule-corporate-number-check-digit": {
        "en": "A corporate number (法人番号) must have 13 digits and a correct check digit, which is the first digit.",
        "ja": "法人番号は13桁で、先頭の検査用数字が正しくなければなりません。",
    },
    "rule-count-not-positive": {
        "en": "Edition numbers and issues per year must be 1 or more, copies 0 or more.",
        "ja": "版次と年間の号数は1以上、部数は0以上にしてください。",
    },
    "rule-country-code-form": {
        "en": (
            "A country must be a code of two capital letters (ISO 3166-1), the only form that ONIX and DC-NDL accept."
        ),
        "ja": "国には ISO 3166-1 の大文字2字を入力してください。ONIXとDC-NDLはほかの形を受け付けません。",
    },
    "rule-cover-date-as-publication": {
        "en": (
            "The date in an issue's designation (号表示) should have the role cover, because magazines are "
            "published before that date."
        ),
        "ja": "号表示の年月の役割は cover にしてください。雑誌は表示より前に発行されるからです。",
    },
    "rule-cover-date-differs": {
        "en": "The cover date is the date in the issue's designation, so the two should agree.",
        "ja": "号表示の日付(cover)は、号表示に印刷された年月と一致させてください。",
    },
    "rule-currency-form": {
        "en": "A currency must be a code of three capital letters (ISO 4217), the only form that ONIX accepts.",
        "ja": "通貨には ISO 4217 の大文字3字を入力してください。ONIXはほかの形を受け付けません。",
    },
    "rule-date-between-ends": {
        "en": (
            "A date with the qualifier between must have both dates, and a second date is allowed only with "
            "that qualifier."
        ),
        "ja": "二つの日付の間を示すときは、両方の日付を入力してください。二番目の日付は、そのときだけ使います。",
    },
    "rule-dates-in-order": {
        "en": "A period must not end before it begins.",
        "ja": "期間の終わりは始まりより前になりません。",
    },
    "rule-doi-form": {
        "en": "A DOI consists of 10., the registrant code, a slash and a suffix.",
        "ja": "DOIは、10. と登録者番号で始め、斜線と接尾部を続けてください。",
    },
    "rule-gln-check-digit": {
        "en": "A GLN of a publisher, supplier or sender must have 13 digits and a correct check digit.",
        "ja": "出版社、取次、送信者などのGLNは13桁で、チェックデジットが正しくなければなりません。",
    },
    "rule-product-number-check-digit": {
        "en": "A UPC (List 5, 04), GTIN-14 (14) or ISTC (11) must have its number of digits and a correct check digit.",
        "ja": "UPC(List 5の04)、GTIN-14(14)、ISTC(11)は決まった桁数で、チェックデジットが正しくなければなりません。",
    },
    "rule-ean-check-digit": {
        "en": (
            "A barcode number (EAN-13, JAN) must have 13 digits and a correct check digit; otherwise scanners "
            "reject it."
        ),
        "ja": "バーコードの番号(EAN-13、JAN)は13桁で、チェックデジットが正しくなければなりません。正しくないと読み取れません。",
    },
    "rule-era-date-outside-era": {
        "en": (
            "A date in a Japanese era should lie within that era. Sources do print others, such as 昭和65年 or 平成32年, "
            "so these are kept as printed, taken as 1990 and 2020, and reported with the era that they fall in (平成2年, "
            "令和2年)."
        ),
        "ja": (
            "元号による日付は、その元号の期間内でなければなりません。昭和65年、平成32年のような例も出典にあるので、表示はそのまま残し、1990年(平成2年)、2020年(令和2年)として扱い、知らせます。"
        ),
    },
    "rule-events-in-order": {
        "en": (
            "An organisation cannot be incorporated or dissolved before it was established, and a person "
            "cannot die before birth."
        ),
        "ja": "団体の設立は法人化・解散より前、人の生年は没年より前でなければなりません。",
    },
    "rule-extent-code-form": {
        "en": "Types and units of extents and measurements must be codes from ONIX Lists 23, 24, 48 and 50.",
        "ja": "数量と大きさの種類・単位には、ONIX List 23、24、48、50 のコードを入力してください。",
    },
    "rule-extent-not-positive": {
        "en": "Extents and measurements must be greater than 0; an unknown one is left out.",
        "ja": "数量と大きさは0より大きい数にしてください。不明なら入力しません。",
    },
    "rule-extent-number-or-words": {
        "en": "An extent must have a number, or the wording of a source that gives none (1冊).",
        "ja": "数量には、数か、数を示さない資料の語(1冊 など)を入力してください。",
    },
    "rule-extent-printed-differs": {
        "en": (
            "A number of pages that is not the one number that is printed (300 beside 244頁) was changed in one column "
            "and not in the other. Of several paginations (8, 244p) the smaller one alone is no number of pages; "
            "otherwise wording with several numbers (xii, 244p) is not compared."
        ),
        "ja": (
            "ページ数は、印刷された語のただ一つの数に合わせてください(244頁に対して300 は誤りです)。一方の列だけを変えたときに起こります。複数のページ付け(8, 244p)の小さい数だけではページ数になりません。ほかに数が複数ある語(xii, 244p)は比べません。"
        ),
    },
    "rule-frequency-differs": {
        "en": "The number of issues per year should agree with the printed wording: 年6回 is 6.",
        "ja": "年間の号数は、印刷された語に合わせてください。年6回なら6です。",
    },
    "rule-holding-empty": {
        "en": (
            "A holding must name the library, or at least say what is held, where it is shelved or which copy it is."
        ),
        "ja": "所蔵には、所蔵館か、少なくとも所蔵内容、置き場所、資料番号などの一つを入力してください。",
    },
    "rule-host-differs": {
        "en": "A component contained in an issue or book must not name another host.",
        "ja": "号や図書の中にある記事・章に、ほかの収録先を付けないでください。",
    },
    "rule-identifier-duplicate": {
        "en": "The same number should be given only once in the same place, with all its sources.",
        "ja": "同じ場所に同じ番号は一度だけ書き、出典をそこにまとめてください。",
    },
    "rule-identifier-normal-form": {
        "en": (
            "The value of an identifier must be in normal form (ASCII, without hyphens unless the scheme "
            "requires them), so that equal numbers compare as equal; printed keeps the printed form."
        ),
        "ja": (
            "番号の値は正規形(半角、体系上不要なハイフンなし)にしてください。同じ番号を同じと判定するためで、印刷どおりの形は表示に残します。"
        ),
    },
    "rule-identifier-placeholder": {
        "en": ("A record must not have a placeholder identifier, because others would take it for an assigned number."),
        "ja": "付与されていない番号の代わりに、仮の値を入力しないでください。本物と受け取られるからです。",
    },
    "rule-identifier-type-known": {
        "en": (
            "The type of an identifier should be one that the formats support; for any other, use own and name "
            "the scheme."
        ),
        "ja": "番号の種類には、各形式が知っているものを入力してください。ほかは「独自」(own)とし、番号体系の名前を添えてください。",
    },
    "rule-isbn-10-13-agree": {
        "en": "The ISBN-10 and the ISBN-13 of an item must correspond to each other.",
        "ja": "同じもののISBN-10とISBN-13は、同じ番号の二つの形でなければなりません。",
    },
    "rule-isbn-check-digit": {
        "en": (
            "An ISBN-13 must begin with 978 or 979 and have a correct check digit. A misprinted ISBN may be "
            "recorded with the status incorrect."
        ),
        "ja": (
            "ISBN-13は978または979で始まり、チェックデジットが正しくなければなりません。誤植の番号は事実なので、状"
            "態を incorrect とします。"
        ),
    },
    "rule-isbn-twice": {
        "en": (
            "An ISBN should belong to only one record. Reprints and sets sometimes share one, so this is a warning."
        ),
        "ja": "ISBNは一つのレコードだけに使ってください。重版やセットで共有されることもあるため、警告にとどめます。",
    },
    "rule-isbn10-check-digit": {
        "en": (
            "An ISBN-10 must have a correct check digit. A misprinted ISBN may be recorded with the status incorrect."
        ),
        "ja": "ISBN-10はチェックデジットが正しくなければなりません。誤植の番号は事実なので、状態を incorrect とします。",
    },
    "rule-isni-check-digit": {
        "en": "An ISNI must have 16 characters and a correct check character.",
        "ja": "ISNIは16字で、検査文字が正しくなければなりません。",
    },
    "rule-issn-check-digit": {
        "en": (
            "An ISSN must have eight characters and a correct check digit. A misprinted ISSN may be recorded "
            "with the status incorrect."
        ),
        "ja": "ISSNは8字で、チェックデジットが正しくなければなりません。誤植の番号は事実なので、状態を incorrect とします。",
    },
    "rule-issue-without-date-or-number": {
        "en": (
            "An issue should have a number, a designation or a date; otherwise it cannot be told apart from "
            "other issues."
        ),
        "ja": "号には号数、号表示、日付のいずれかを入力してください。なければほかの号と区別できません。",
    },
    "rule-issue-without-periodical": {
        "en": "An issue must belong to a periodical, because every format describes it as part of one.",
        "ja": "号には雑誌を入力してください。どの形式でもその一部として記述するからです。",
    },
    "rule-jp-e-code-form": {
        "en": "A JP e-code must have 20 letters and digits.",
        "ja": "JP-eコードは英数字20字で入力してください。",
    },
    "rule-jp-magazine-code-form": {
        "en": (
            "A magazine code (雑誌コード) has five digits for the serial; for an issue, a hyphen and two digits follow."
        ),
        "ja": "雑誌コードは、誌名なら5桁、号ならハイフンと2桁を加えて入力してください。",
    },
    "rule-jp-magazine-ean-agree": {
        "en": "A magazine's barcode (491…) contains its magazine code, so the two should agree.",
        "ja": "雑誌のバーコード(491…)は雑誌コードを含むので、両者を一致させてください。",
    },
    "rule-label-language-twice": {
        "en": "A concept must have only one preferred label per language.",
        "ja": "概念の優先ラベルは、言語ごとに一つにしてください。",
    },
    "rule-label-missing": {
        "en": "A concept must have a preferred label, because an id is not a readable name.",
        "ja": "概念には優先ラベルを入力してください。識別子だけでは読めないからです。",
    },
    "rule-label-repeated": {
        "en": ("A label should be preferred, alternative or hidden, and only one of these; in SKOS they are disjoint."),
        "ja": "ラベルは優先・代替・非表示のうち一つだけにしてください。SKOSはこれらを区別します。",
    },
    "rule-language-code-form": {
        "en": "A language must be a code of three lower-case letters (ISO 639-2/B): jpn, not ja; chi, not zho.",
        "ja": "言語には ISO 639-2/B の小文字3字を入力してください。ja ではなく jpn、zho ではなく chi です。",
    },
    "rule-language-code-local": {
        "en": (
            "A language should be a code of ISO 639-2. List 74 of ONIX has more (jpx, cmn), which MARC and others do not "
            "have, and which may be a typing error: jpx for jpn."
        ),
        "ja": "言語には ISO 639-2 のコードを入力してください。ONIXのリスト74だけにあるコード(jpx、cmnなど)はMARCなどにはなく、jpn の誤りかもしれません。",
    },
    "rule-mapping-match-known": {
        "en": "A mapping to another vocabulary must be exact, close or broad.",
        "ja": "ほかの語彙への対応は exact、close、broad のいずれかにしてください。",
    },
    "rule-relation-unknown": {
        "en": "The type of a product's relation should be a word or code that formats have; ONIX leaves any other out.",
        "ja": "商品の関連の種類には、各形式にある語かコードを入力してください。ほかの語はONIXでは送られません。",
    },
    "rule-mook-form": {
        "en": "The detail B117 (mook) should be used with the form BC, as List 175 specifies.",
        "ja": "細目 B117(ムック)は、List 175 にあるとおり形態 BC とともに使ってください。",
    },
    "rule-name-missing": {
        "en": "An agent must have a name, because an id is not a readable name.",
        "ja": "人・団体には名称を入力してください。識別子だけでは読めないからです。",
    },
    "rule-name-inverted": {
        "en": (
            "A person's name in Latin letters should stand in its normal order (Anna Specimen), as ONIX has it in PersonName, or "
            "have its family and given names beside it, by which it is put in order."
        ),
        "ja": "欧文の人名は普通の順(Anna Specimen)で入力します。姓が先なら(Specimen, Anna)、姓と名も入力すると、ONIXのPersonNameでは普通の順になります。",
    },
    "rule-name-parts-differ": {
        "en": "The family and given names should be parts of the name; otherwise one of them is wrong.",
        "ja": "姓と名は氏名の一部でなければなりません。氏名の中にないなら、どちらかが誤りです。",
    },
    "rule-ndc-form": {
        "en": (
            "An NDC number consists of digits and an optional point. A shelf mark with a letter, such as K334, "
            "is not an NDC number."
        ),
        "ja": "NDCは数字と小数点で入力してください。K334 のような文字付きの請求記号はNDCではありません。",
    },
    "rule-number-not-in-printed": {
        "en": "Volume and numbers should appear in the printed designation, from which they are taken.",
        "ja": "巻と号数は出典の印刷どおりなので、印刷された号表示の中になければなりません。",
    },
    "rule-number-twice": {
        "en": "Two issues of the same kind in a serial should not have the same number.",
        "ja": "一つの雑誌で、同じ種類の二つの号に同じ号数を使わないでください。",
    },
    "rule-orcid-check-digit": {
        "en": "An ORCID iD must have 16 characters and a correct check character.",
        "ja": "ORCID iDは16字で、検査文字が正しくなければなりません。",
    },
    "rule-own-identifier-scheme": {
        "en": (
            "A number of type own must name its scheme: ONIX requires the name, and without it the number is "
            "meaningless."
        ),
        "ja": "独自の番号には体系の名前を添えてください。ONIXで必須であり、名前なしには意味を持たないからです。",
    },
    "rule-page-run-order": {
        "en": "A page range must not end before it begins.",
        "ja": "ページの範囲の終わりは始まりより前になりません。",
    },
    "rule-part-number-twice": {
        "en": "A part number should be given only once: in its own field, and not also at the end of the title.",
        "ja": "巻次は専用の欄に一度だけ入力し、タイトルの末尾には重ねないでください。",
    },
    "rule-price-amount-or-unpriced": {
        "en": (
            "A price must have either an amount or the reason why there is none (free, to be announced, not "
            "for sale), never both."
        ),
        "ja": "価格には、金額か、金額がない理由(無料、未定、非売品など)のどちらか一方だけを入力してください。",
    },
    "rule-price-not-positive": {
        "en": "A price must be greater than 0; a free item has no amount, but a code for free of charge.",
        "ja": "価格は0より大きい数にしてください。無料のものは、金額を入れずに「無料」とします。",
    },
    "rule-price-pair-differs": {
        "en": "A price in yen with tax should be the price without tax plus consumption tax at a rate that there has been (3, 5, 8 or 10 %).",
        "ja": "税込の価格(円)は、税抜の価格に、これまでの消費税率(3・5・8・10%)のいずれかによる税を加えた額でなければなりません。",
    },
    "rule-price-printed-differs": {
        "en": "The amount should appear in the printed wording that it was taken from.",
        "ja": "金額は、読み取った元の語の中になければなりません。",
    },
    "rule-price-tax-differs": {
        "en": (
            "Tax should agree with the printed wording: 本体 and 税抜 exclude it, 税込 and 内税 include it; 定価 or 円 "
            "alone does not say."
        ),
        "ja": "税区分は、印刷された語に合わせてください。本体・税抜は含まず、税込・内税は含みます。単なる定価や円だけでは、どちらともわかりません。",
    },
    "rule-price-without-tax": {
        "en": "A price should say whether it includes tax, because ONIX cannot express a price that does not.",
        "ja": "価格には、税込か税抜かを入力してください。不明な価格は、ONIXに置き場所がありません。",
    },
    "rule-price-yen-fraction": {
        "en": "An amount in yen must be a whole number.",
        "ja": "円は整数で入力してください。補助単位は使われていません。",
    },
    "rule-printed-date-differs": {
        "en": "A date should agree with its printed form.",
        "ja": "日付は、印刷された語と同じ日を表すものにしてください。",
    },
    "rule-product-form-code-form": {
        "en": "Forms and form details must be codes from ONIX Lists 150 and 175.",
        "ja": "形態とその細目には、ONIX List 150 と 175 のコードを入力してください。",
    },
    "rule-person-fields-of-body": {
        "en": (
            "Family and given names, birth, death and distinguishing words apply to persons; an organisation "
            "must not have them."
        ),
        "ja": "姓・名、生没年、同名の個人を区別する語は、個人だけに入力してください。団体にはありません。",
    },
    "rule-profession-as-role": {
        "en": "弁護士 and the like are professions, not roles in a work: record them in position.",
        "ja": "弁護士などは職業であり、作品での役割ではありません。肩書に入力してください。",
    },
    "rule-publisher-missing": {
        "en": "A serial or book should have a publisher, if one is known.",
        "ja": "雑誌や図書には、わかるなら出版者を入力してください。",
    },
    "rule-reading-divided-mismatch": {
        "en": "A divided reading should have spaces between its words, and an undivided one should have none.",
        "ja": "分かち書きの読みは語の間に空白を入れ、そうでない読みには入れないでください。",
    },
    "rule-reading-not-katakana": {
        "en": (
            "A reading must be in katakana; Latin letters, digits, spaces and commas are allowed, hiragana and "
            "kanji are not."
        ),
        "ja": "読みはカタカナで入力してください。ラテン文字、数字、空白、コンマは使えますが、ひらがなと漢字は使えません。",
    },
    "rule-record-id-kind": {
        "en": (
            "A record id must begin with the name of the record's kind, because references and file names depend on it."
        ),
        "ja": "レコードの識別子は種類の名前で始めてください。参照とファイル名がそれによるからです。",
    },
    "rule-record-id-twice": {
        "en": "A record id must belong to only one record.",
        "ja": "一つの識別子は一つのレコードだけに使ってください。",
    },
    "rule-reference-kind": {
        "en": (
            "A reference must lead to a record of a suitable kind: an agent to an agent, a host to an issue or book."
        ),
        "ja": "参照先は、そこに置ける種類のレコードにしてください。著者等や所属なら人・団体、収録先なら号か図書です。",
    },
    "rule-reference-to-itself": {
        "en": "A record must not be related to itself.",
        "ja": "レコードに、そのレコード自身への参照を入れないでください。",
    },
    "rule-reference-unresolved": {
        "en": "Every record that another record refers to must exist.",
        "ja": "参照先のレコードは、必ず存在しなければなりません。",
    },
    "rule-role-printed-differs": {
        "en": "The role codes should agree with the printed wording: 編 is B01, 監修 B20, 編著 A01 and B01, 訳 B06.",
        "ja": "役割コードは、印刷された語に合わせてください。編は B01、監修は B20、編著は A01 と B01、訳は B06 です。",
    },
    "rule-romanised-not-latin": {
        "en": "A romanised form must contain only half-width Latin letters.",
        "ja": "ローマ字形は半角のラテン文字だけで入力してください。",
    },
    "rule-script-code-form": {
        "en": "A script must be an ISO 15924 code: a capital letter and three lower-case letters.",
        "ja": "文字体系には ISO 15924 のコード(大文字1字と小文字3字)を入力してください。",
    },
    "rule-source-key-twice": {
        "en": (
            "Each source of a record must have its own key; otherwise it is not clear which source a value refers to."
        ),
        "ja": "レコードの出典には、それぞれ別のキーを付けてください。同じだと値の出典が定まりません。",
    },
    "rule-source-missing": {
        "en": (
            "In a record with sources, every value should name its own source, because facts are verified "
            "field by field."
        ),
        "ja": "出典のあるレコードでは、すべての値に出典を付けてください。確認は項目ごとに行うからです。",
    },
    "rule-source-unresolved": {
        "en": "A value must refer only to sources of its record or of the record's host.",
        "ja": "値に付ける出典は、そのレコードか収録先にあるものにしてください。",
    },
    "rule-source-unused": {
        "en": "A source that no value refers to may be a leftover.",
        "ja": "どの値にも使われていない出典は、消し忘れかもしれません。不要なら消してください。",
    },
    "rule-date-role-known": {
        "en": "The role of a date must be one that the formats support, or a code from ONIX List 163.",
        "ja": "日付の役割には、各形式が知っているもの、または ONIX List 163 のコードを入力してください。",
    },
    "rule-feature-of-no-list": {
        "en": "The value of a form feature must be a code from the list of its type: List 196 for accessibility (09), 98 for edges (02), 242 for batteries (19), 243 for regulation (21).",
        "ja": "形態の特徴の値には、その種類のリストのコードを入力してください。アクセシビリティ(09)はリスト196、小口の色(02)は98、電池(19)は242、規制(21)は243です。",
    },
    "rule-date-role-of-no-list": {
        "en": (
            "The role of a date must be a code from the list of its place: List 163 for products and markets, 166 for "
            "suppliers, 155 for files and reviews."
        ),
        "ja": "日付の役割には、その場所のリストにあるコードを入力してください(資料と販売地域は List 163、供給者は 166、画像などと書評は 155)。",
    },
    "rule-code-of-no-list": {
        "en": (
            "Codes for roles, forms, statuses, currencies, countries, languages and so on must be in their code lists."
        ),
        "ja": "役割・形態・状況・通貨・国・言語などのコードは、それぞれのリストにあるものにしてください。",
    },
    "rule-status-code-form": {
        "en": "Publishing status and availability must be codes from ONIX Lists 64 and 65.",
        "ja": "刊行状況と入手可能性には、ONIX List 64 と 65 のコードを入力してください。",
    },
    "rule-subject-empty": {
        "en": "A subject must have a code, a heading or a concept.",
        "ja": "件名にはコード、見出し、概念のいずれかを入力してください。",
    },
    "rule-subject-scheme-known": {
        "en": "A subject scheme should be one that the formats support, or a code from ONIX List 27.",
        "ja": "件名の体系には、各形式が知っているもの、または ONIX List 27 のコードを入力してください。",
    },
    "rule-tax-included-undated": {
        "en": (
            "A tax-inclusive price in yen should have a date, because the tax rate has changed; without one it "
            "is not exported as a current price."
        ),
        "ja": "税込の円価格には日付を入力してください。税率が変わってきたため、日付がなければ現在の価格として書き出しません。",
    },
    "rule-thema-form": {
        "en": "A Thema code must begin with a capital letter, or with 1 to 6 for a qualifier.",
        "ja": "Themaコードは大文字で、限定子は1~6で始めてください。",
    },
    "rule-supplier-against-status": {
        "en": (
            "A supplier should not sell (List 65, 20 to 23) what is cancelled, forthcoming, postponed, recalled or withdrawn "
            "(List 64), nor in a market where it is so (List 68). Nor should a publisher that sells itself (List 93, 01 and 09) "
            "have what is out of print or out of stock indefinitely (List 64, 06 to 08); others may still have copies."
        ),
        "ja": (
            "刊行中止、未刊、無期延期、回収、販売停止のもの(List 64。市場については List 68)を、取次等が販売中(List 65の20〜23)としないでください。絶版や在庫なし(List 64の06〜08)のものを、直販する出版社(List 93の01と09)が販売中とすることもできません(ほかの取次等には在庫があるかもしれません)。"
        ),
    },
    "rule-forthcoming-long-ago": {
        "en": "What is forthcoming (List 64, 02) should not have a publication date that is more than two years ago.",
        "ja": "未刊(List 64の02)のものの刊行日が、2年以上前になっています。刊行日か刊行状況を直してください。",
    },
    "rule-availability-against-status": {
        "en": (
            "What is cancelled, forthcoming, postponed, recalled or withdrawn (List 64) should not be on sale (List 65, 20 to "
            "23), and what is active should not be cancelled or postponed indefinitely (List 65, 01 and 09)."
        ),
        "ja": (
            "刊行中止、未刊、無期延期、回収、販売停止(List 64)のものは販売中(List 65の20〜23)ではありません。"
            "刊行中のものは、取次等で刊行中止や無期延期になりません。"
        ),
    },
    "rule-audience-range-order": {
        "en": "A range of ages or school years should not end before it begins.",
        "ja": "対象年齢・学年の上限は、下限以上にしてください。",
    },
    "rule-born-after-publication": {
        "en": "A contributor should not have been born after the work was published; otherwise the year is wrong, or the name is another person's.",
        "ja": "著者等の生年は、刊行より後になりません。",
    },
    "rule-country-in-and-out": {
        "en": "A country should be either in a territory or excluded from it, not both.",
        "ja": "同じ国を、対象地域に含めると同時に除くことはできません。どちらかにしてください。",
    },
    "rule-product-dates-in-order": {
        "en": (
            "A product should not be published before its first publication, reprinted before it is published, or out of "
            "print (List 163, code 13) before it is published, on sale or reprinted."
        ),
        "ja": "刊行日は初版の刊行日より前、重版の日は刊行日より前、絶版の日(List 163、コード 13)は刊行日・発売日・重版の日より前になりません。",
    },
    "rule-publication-still-to-come": {
        "en": "What has been published, or is on sale, should not have a date of publication in the future (in Japan's time).",
        "ja": "刊行済み、または販売中のものの刊行日は、今日(日本時間)までの日付にしてください。",
    },
    "rule-title-missing": {
        "en": (
            "Serials, issues and books must have a title proper (type 01); an issue without a title takes its serial's."
        ),
        "ja": "雑誌、号、図書には本タイトル(種類 01)を入力してください。タイトルのない号には雑誌のものを使います。",
    },
    "rule-title-proper-twice": {
        "en": "There should be only one title proper; other forms have the type variant.",
        "ja": "本タイトルは一つにしてください。ほかの表記の種類は variant とします。",
    },
    "rule-line-break": {
        "en": (
            "Titles, names and readings should be on one line. Line breaks and tabs in them come from wrapped "
            "table cells or page layout; library and book trade formats have no place for them, and exports "
            "replace them with a space."
        ),
        "ja": (
            "タイトル、名前、読みは1行で入力してください。改行やタブは表のセル内の折り返しや紙面の都合によるもので、図書館や出版流通の形式には置き場所がなく、書き出すときは空白に替わります。"
        ),
    },
    "rule-sources-differ": {
        "en": (
            "An item has one page count of a type, one height, one trade size, one date in a role and one "
            "price of a type. If sources give several, all are kept in the record, and every format exports "
            "the first: a number before wording, an exact date before an uncertain one. There may be many "
            "reprint dates. A book also has one ISBN-13 of its own and one edition number; of several ISBN-13, all are "
            "exported."
        ),
        "ja": (
            "頁数(種類ごと)・高さ・判型・日付(役割ごと)・価格(種類ごと)は一つです。出典により異なるときはすべて"
            "レコードに残し、どの形式でも先頭のものを書き出します。数のあるものは語だけのものより、確かな日付は不確かな"
            "日付より先です。増刷の日付はいくつあってもかまいません。図書そのもののISBN-13と版の番号も一つです。ISBN-13が"
            "いくつかあるときは、すべて書き出します。"
        ),
    },
    "rule-truncated-marker": {
        "en": (
            "A text that the source cut off should be marked as truncated, so that it is not taken for the "
            "complete text."
        ),
        "ja": "出典で途切れた文字列には途切れの印を付けてください。全体と受け取られないためです。",
    },
    "rule-unpriced-code-form": {
        "en": "The reason why there is no price must be a code from ONIX List 57, or not-for-sale (非売品).",
        "ja": "金額がない理由には、ONIX List 57 のコード、または not-for-sale(非売品)を入力してください。",
    },
    "rule-uri-form": {
        "en": "A URI must have a scheme and no spaces, and a link must be a web address.",
        "ja": "URIはスキームで始め、空白を入れないでください。リンクはウェブのアドレスにしてください。",
    },
    "rule-value-type-form": {
        "en": (
            "Types of titles, publishers, languages and texts must be codes from their ONIX lists, or one of "
            "the few values that the model adds."
        ),
        "ja": "タイトル、出版者、言語、文章の種類には、それぞれの ONIX List のコードか、このモデルが加えた語を入力してください。",
    },
    # end of rules
}


class UnknownMessage(KeyError):
    """A message id that stands in no catalogue: a fault of this program."""


def _frozen(params: Mapping[str, Any] | tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    return params if isinstance(params, tuple) else tuple(sorted(params.items()))


@frozen
class Message:
    """A message by its id, with its parameters.

    .. versionadded:: 0.1.0
    """

    id: str
    params: Any = field(default=(), converter=_frozen)

    def text(self, lang: str = "en") -> str:
        """Return the words.

        Raises:
            UnknownMessage: no message has this id.
        """
        try:
            words = MESSAGES[self.id]
        except KeyError as error:
            raise UnknownMessage(self.id) from error
        values = {k: v.text(lang) if isinstance(v, Message | Both) else v for k, v in self.params}
        return words[lang if lang in words else "en"].format(**values)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return id, parameters and words."""
        params = {k: v.as_dict(lang) if isinstance(v, Message) else v for k, v in self.params}
        return {"id": self.id, "params": params, "text": self.text(lang)}


def message(name: str, /, **params: Any) -> Message:
    """Return the message called ``name`` with its parameters."""
    return Message(name, params)
