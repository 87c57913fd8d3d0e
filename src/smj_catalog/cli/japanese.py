"""The help of the command in Japanese; a test holds it complete.

Verbs are found by name and options by their English, which stands where the option is declared.
"""

from __future__ import annotations

import click

SHORT = {
    "export": "レコードを各種の形式でファイルに書き出す",
    "convert": "ファイルのレコードを別の形式で書き出す",
    "ready": "送付先が求める項目のうち、足りないものを示す",
    "send": "送付先に送るファイルを作る",
    "validate": "ファイルやアーカイブをスキーマと規則で検証し、問題をすべて示す",
    "init": "自分のアーカイブを作る",
    "template": "記入用のExcelファイルを作る",
    "import": "書誌データを取り込む(計画の表示。--commit で実行)",
    "add": "レコードを1件加える",
    "set": "レコード1件の項目を変える",
    "edit": "レコードをエディターで編集する",
    "copy": "レコードをもとに新しいレコードを作る",
    "withdraw": "図書や号を絶版・販売終了などにする",
    "delete": "レコードを1件削除する",
    "log": "アーカイブの変更履歴を表示する",
    "undo": "バッチを取り消す",
    "why": "値の出どころを表示する",
    "verify": "手で編集されたファイル、失われたファイル、壊れたファイルを探す",
    "reindex": "索引を作り直す",
    "list": "アーカイブのレコードを一覧にする",
    "show": "レコードを1件表示する",
    "stats": "レコードの数と、足りない項目を数える",
    "diff": "アーカイブ、ファイル、バッチを比べる",
    "formats": "扱える形式を一覧にする",
    "crosswalk": "項目と形式の対応を表示する",
}
"""Verb -> what it does, in one line."""

_GROUP = """\
出版目録と雑誌アーカイブのためのコマンドです。一つのアーカイブから、ONIX、ダブリン・コア、図書館向けの形式を作ります。

--archive を付けないときは、環境変数 SMJ_CATALOG_ARCHIVE のアーカイブ、それがなければ ./archive、どちらもなければ付属のアーカイブを使います。終了コード: 0 正常、1 データに問題あり、2 使い方の誤り、3 実行できず。"""
_LONG = {
    "export": """\
アーカイブのレコードを別の形式で書き出します。IDを指定しなければ全件が対象です。ID には番号(ISBN、ISSNなど)や、ほかのレコードにないタイトルも指定できます。

図書は、アーカイブの所有者が編集または発行したものだけを書き出します(--scope で変更できます)。レコードは規則に照らし、書き出した結果はスキーマで検証します。エラーのあるレコードは書き出しません。その形式に入らない項目は数を示し、--report で一覧にします。FILE の末尾が .gz か .zst なら圧縮します。""",
    "convert": """\
ファイルのレコードを別の形式で書き出します。出力を - にすると標準出力に出します。

ファイルは少しずつ読むので、大きくてもかまいません。レコードは規則に照らし、結果はスキーマで検証し、すべて書けるときだけ出力ファイルを作ります。読み取らなかった項目と、出力の形式に入らない項目は数を示し、--report で一覧にします。アーカイブには取り込みません。アーカイブ(--archive、SMJ_CATALOG_ARCHIVE、./archive)は、送信者の名前と、レコードが参照する先を知るためだけに使います。""",
    "ready": """\
送付先に送る全レコード、または指定したIDのレコードについて、送付先が求める項目のうち足りないものを示します(レコード、程度、足りないもの、直すコマンド)。

コマンドの < と > の間には値を入れてください。送付先に入力画面があるとき(jpro)は、レコードの値を、入力項目の順に続けて示します。必須の項目が足りなければ、終了コードは1です。""",
    "send": """\
送付先に送るファイルを、archive.toml の設定に従って作ります。内容は、前回の送付以後に加わったレコード、変わったレコード、削除の通知です。

転送はしません。フォルダーの中身を転送ツールで送ってください(docs/how-to/sending.ja.md)。送付は変更履歴に記録し、ファイルはアーカイブに保管します。変わったものがなければ何も書きません。終了コード1: 送付先が必須とする項目がレコードに足りず(smj-catalog ready で確認)、何も送らなかった、またはそのレコードを除いた。""",
    "validate": """\
形式を問わずファイルやアーカイブを検証します。パスを指定しなければ、アーカイブが対象です。

まずスキーマ、次に規則を調べます。問題は一度にすべて、ファイル、行、レコード、項目、見つかった値、正しい形とともに示します。エラーが一つでもあれば終了コードは1、警告だけなら0です。

--coverage を付けると検証はせず、XMLの要素、MARCのサブフィールド、RISの行を数え、モデルのどの項目にも入らないものを多い順に示します(入らない数、総数、パス)。""",
    "init": """\
DIR に自分のアーカイブを作ります。DIR は新しいフォルダーか空のフォルダーにしてください。

付属のアーカイブを写すか、レコードのないもの(--empty)を作ります。所有者の情報は archive.toml にあります。端末では、書き出しに必要な設定を対話形式で入力できます。""",
    "template": "記入用のExcelファイルを作ります。種類ごとのシートに、見出し、選択肢、記入例、説明があります。",
    "import": """\
書誌データをアーカイブに取り込みます。--commit がなければ計画を示すだけで、付けると実行します。

計画は、行ごとの結果(新規、更新、変更なし、競合、取込不可)と、変わる項目を示します。エラーと警告を先に示します。終了コード0: すべての行を取り込める、または取り込んだ。1: 取り込めない行、または最後まで読めないファイルがあった(指定すれば残りの行は取り込む)。3: --commit を指定したが、実行できず、何も書き込まなかった。""",
    "add": """\
レコードを1件加えます。種類は「図書」「号」「記事」「団体」など、または book、issue、article、agent などで指定します。

列は、取り込みで使える見出しならどれでも指定できます。値の読み方も取り込みと同じです。端末で「列=値」を付けずに実行すると、項目を一つずつ入力できます。archive.toml に isbn_prefix があれば、図書には次に使えるISBNを示します(ISBN=次 と指定すると付けます)。IDは自動で作られ、表示されます。終了コード1: 値が正しくないか、すでにあるレコードのため、何も変えなかった。""",
    "set": """\
レコード1件の項目を変えます。

列は、取り込みで使える見出しならどれでも指定できます。値の読み方も取り込みと同じです。値を空にするとその項目を消します。役割ごとの列(著者、編者など)はその役割の人だけを変えます。「著者等の名前」と「著者・編者等」は全員を入れ替えるので、役割やヨミも入力し直してください。変更は一つのバッチになり、log、why、undo の対象になります。ID には番号(ISBN、ISSNなど)や、ほかのレコードにないタイトルも指定できます。終了コード1: 値が正しくないため、何も変えなかった。""",
    "edit": """\
レコードをXMLとしてエディター($VISUAL、なければ $EDITOR、どちらもなければシステムのもの)で編集します。

誤りは、もう一度編集するときにその行の上のコメントに示し、端末にも表示します。複数のレコードは一つの文書になり、変更は一つのバッチになります(log、why、undo の対象です)。保存できなかった内容はファイルに残し、その名前を示します。終了コード1: 保存できず、何も変えなかった。""",
    "copy": """\
レコードをもとに、次の号や新しい版などのレコードを作ります。

もとのレコードだけに当てはまるものはコピーせず、その項目名を示します(ISBNなどの番号、日付、刊行状況、記事・章、書影、書評、受賞、所蔵、出典)。「列=値」は set と同じように読みます。IDは自動で作られ、表示されます。終了コード1: 値が正しくないか、すでにあるレコードのため、何も変えなかった。""",
    "withdraw": """\
図書や号が入手できなくなったことを記録します。レコードは残ります。

刊行状況(リスト64)、それに合う入手可能性(リスト65)、--date を付ければその日付を入力します。変更は一つのバッチになり、log、why、undo の対象になります。""",
    "delete": """\
レコード(記事・章を含む)を1件、ID、番号(ISBN、ISSNなど)、またはほかのレコードにないタイトルを指定して削除します。

ID、タイトル、番号、理由は変更履歴に残り、undo で元に戻せます。ほかのレコードから参照されているものは削除しません。絶版になっただけのものは、削除ではなく withdraw を使ってください。""",
    "stats": "アーカイブのレコードを数え、取次や図書館が求める項目が足りない図書を数えます。",
    "log": "アーカイブのバッチを新しい順に示します(ID、種類、変更数、利用者、入力ファイルまたは注記)。",
    "undo": "バッチを項目ごとに取り消します。同じ項目がその後に編集されていれば中止します。取り消しもバッチになり、さらに取り消すことができます。",
    "why": "レコードの値(項目を指定すればその値)の出どころを示します。値を書き込んだバッチを、出典とともに新しい順に挙げます。",
    "verify": "アーカイブの全ファイルを変更履歴と照合し、手で編集されたもの、失われたもの、壊れたものを挙げます。",
    "reindex": "アーカイブのファイルから索引を作り直します。いつ実行してもかまいません。",
    "list": """\
アーカイブのレコードを、アーカイブでの順に1行ずつ示します(ID、日付、タイトル)。

列は、取り込みで使える見出しならどれでも指定できます。条件の値を空にすると、空欄を意味します。""",
    "show": """\
レコードを1件、表の列名、モデルの項目名によるJSON、またはXMLで示します。

ID には、レコードのID、番号(ISBN、ISSN、DOIなど)、またはほかのレコードにないタイトルを指定します。""",
    "diff": """\
A と B を比べます。アーカイブ、読み込める形式のファイル、アーカイブのバッチを指定できます。

バッチは、その直後のアーカイブを意味します。行頭の - は A だけにあるレコード、+ は B だけにあるレコード、~ は異なるレコードで、異なる項目をその下に示します。記事・章は1件ずつ比べます。終了コード0: 比べた。1: 読めないレコードがあった。""",
    "formats": "形式と、その派生形式を一覧にします(ID、読み書きの別、レコードの種類、名称)。",
    "crosswalk": "モデルの各項目がその形式のどこに入るか、入らない項目はなぜかを示します。",
}

EXAMPLES = {"withdraw": "Example: smj-catalog withdraw 9784750329482 --status 絶版 --archive 目録"}
"""Verb -> its example, where a word in it is another in Japanese."""

OPTIONS = {
    "A recipient of archive.toml, or a profile: onix-plain, jpro, oai, ndl, marc, jpcoar, or a TOML file.": (
        "archive.toml の送付先、またはプロファイル(onix-plain、jpro、oai、ndl、marc、jpcoar、TOMLファイル)。"
    ),
    "Only what is missing, without the values for the recipient's form.": "足りないものだけを示し、入力画面用の値を省く。",
    "Folder for the files; outbox, or what the recipient's settings say, by default.": (
        "ファイルを置くフォルダー。省略時は送付先の設定のもの、なければ outbox。"
    ),
    "List the recipients and what was sent to them, and stop.": "送付先と、これまでに送ったものを一覧にして終わる。",
    "Write the files of an earlier sending again, the same bytes: its day, time or batch.": (
        "以前に送ったファイルを、同じ内容で書き直す(その日付、時刻、またはバッチで指定)。"
    ),
    "Send all records, not only those that are new or changed.": "加わったもの、変わったものだけでなく、全件を送る。",
    "If a record lacks what the recipient requires: send nothing, or leave the record out.": (
        "送付先が必須とする項目がレコードに足りないとき: stop 何も送らない、skip そのレコードを除く。"
    ),
    "Only show what would be sent.": "送る内容を表示するだけにする。",
    "Format to write; 'smj-catalog formats' lists them.": "書き出す形式。一覧は smj-catalog formats で表示。",
    "Write one file; - means stdout.": "一つのファイルに書き出す。- は標準出力。",
    "Write one file per record.": "1件ごとのファイルに書き出す。",
    "Only these kinds: book, issue, …; may be repeated.": "この種類だけ(図書、号など)。繰り返し可。",
    "Books by their relation to the archive's owner: edited, issued, member, related, about, or all.": (
        "図書を所有者との関係で選ぶ: edited 編集、issued 発行、member 会員の著作、related 関連、about 所有者についてのもの、all すべて。"
    ),
    "Encoding of a table: utf-8 (the default), cp932, euc-jp …": "表の文字コード: utf-8(省略時)、cp932、euc-jp など。",
    "Only these columns of a table, in this order and under these names: 書名,定価,ISBN.": (
        "表のこれらの列だけを、この順序と見出しで書き出す(書名,定価,ISBN など)。"
    ),
    "TOML file as import --write-mapping makes it: write a table with its columns, in its order.": (
        "import --write-mapping が作る形のTOMLファイル。その列と順序で表を書き出す。"
    ),
    "Begin a UTF-8 table with a byte order mark, which some spreadsheets need.": (
        "UTF-8の表の先頭にBOMを付ける(表計算ソフトによっては必要)。"
    ),
    "If a record has an error: stop and write nothing, or skip the record and write the others.": (
        "エラーのあるレコードがあるとき: stop 何も書かずに中止、skip その1件を除いて書き出す。"
    ),
    "Check neither the records against the rules nor the result against its schemas.": "規則とスキーマによる検証を省く。",
    "Use this archive instead of the default one.": "このアーカイブを使う。",
    "Language of messages (or set SMJ_CATALOG_LANG).": "メッセージの言語(環境変数 SMJ_CATALOG_LANG でも指定可)。",
    "Write a report (JSON) to FILE.": "報告(JSON)を FILE に書き出す。",
    "Format of the files; detected from their content by default.": "ファイルの形式。省略時は内容から判別。",
    "Check ONIX only against EDItEUR's own schema.": "ONIXをEDItEURのスキーマだけで検証する。",
    "Show how much of what the files say the model takes, and what not; a folder stands for all files in it.": (
        "ファイルの内容のうち、モデルに入るものと入らないものの割合を示す。フォルダーを指定すると中の全ファイルが対象。"
    ),
    "Format of IN; detected from its content by default.": "入力の形式。省略時は内容から判別。",
    "Format of OUT; by default the one that its name stands for.": "出力の形式。省略時は出力ファイルの名前から判断。",
    "If a record has an error: stop and write nothing, or leave out the record, or its unreadable value alone.": (
        "エラーのあるレコードがあるとき: stop 何も書かずに中止、skip そのレコード(または読み取れない値だけ)を除いて書き出す。"
    ),
    "List the rules and stop.": "規則の一覧だけを表示する。",
    "Print one JSON document to stdout.": "結果をJSONで標準出力に出す。",
    "Do not copy the records of the packaged archive.": "付属のアーカイブのレコードを写さない。",
    "Your internet domain; exported ids begin with it.": "自分のドメイン名。書き出すIDの先頭に付く。",
    "Your organisation's name, as the sender of messages.": "送信者となる団体の名称。",
    "Your e-mail address for enquiries about the messages.": "問い合わせ先のメールアドレス。",
    "Only sheets for these kinds; may be repeated.": "この種類のシートだけを作る。繰り返し可。",
    "Put the archive's records of this kind into their sheet, to be edited and imported; may be repeated.": "アーカイブにあるこの種類のレコードをシートに入れる(直して取り込める)。繰り返し可。",
    "Language of headers and messages.": "見出しとメッセージの言語。",
    "Overwrite an existing file, but never an input.": "既存のファイルに上書きする(入力ファイルには上書きしない)。",
    "Encoding of a table, RIS or BibTeX file, if it cannot be detected: utf-8, cp932, euc-jp …": (
        "判別できないときの表・RIS・BibTeX の文字コード: utf-8、cp932、euc-jp など。"
    ),
    "Kind of record in a table that does not state it.": "種類の列がない表のレコードの種類。",
    "TOML file that maps the table's columns to smj-catalog's.": "表の列を smj-catalog の列に対応させるTOMLファイル。",
    "Write the mapping that would be used to FILE, for editing, and stop.": (
        "使われる対応表を、編集できるよう FILE に書き出して終わる。"
    ),
    "Ignore this column; may be repeated or given a comma-separated list.": "この列を読まない。繰り返し、またはコンマ区切りで指定可。",
    "Read only this sheet of a workbook.": "Excelファイルのこのシートだけを読む。",
    "The row with the column names, if it is not detected.": "判別できないときの見出し行の番号。",
    "Whether values of a repeatable field replace the existing ones or are added to them.": (
        "繰り返しのある項目の値を、今ある値と置き換えるか(replace)、今ある値に加えるか(append)。"
    ),
    "Save the plan in FILE; with --commit and no files to import, carry out that plan.": (
        "計画を FILE に保存する。取り込むファイルなしで --commit とともに指定すると、その計画を実行する。"
    ),
    "Carry out the plan; without this option nothing is written.": "計画を実行する。指定しなければ何も書き込まない。",
    "If a row is rejected: stop and write nothing, or skip it and import the others.": (
        "取り込めない行があるとき: stop 何も書かずに中止、skip その行を除いて取り込む。"
    ),
    "With --commit: import what could be read of a file that cannot be read to the end; by default nothing is written.": (
        "--commit とともに指定し、最後まで読めないファイルの読めた部分を取り込む。省略時は何も書き込まない。"
    ),
    "Write rejected rows and their problems to DIR as NAME.rejects.EXT, in the format of the input.": (
        "取り込めない行とその問題を、入力と同じ形式で DIR の NAME.rejects.EXT に書き出す。"
    ),
    "Take the text of this file, which an earlier edit kept, instead of calling the editor.": (
        "エディターを使わず、前回の編集で残されたこのファイルの内容を保存する。"
    ),
    "Only show what would change.": "変わる内容を表示するだけにする。",
    "What has become of the book or issue.": "図書や号がどうなったか: 絶版(out-of-print)、品切(out-of-stock)、販売終了(withdrawn)、刊行中止(cancelled)。",
    "Since when: 2026-03-31, 2026-03, 2026, 2026年3月.": "いつからか(2026-03-31、2026-03、2026、2026年3月など)。",
    "Why; it is recorded in the journal.": "理由(変更履歴に残る)。",
    "The record that takes its place.": "代わりになるレコード。",
    "Only show what would be undone.": "取り消す内容を表示するだけにする。",
    "Record edits made by hand in the log, as a separate batch.": "手で行った編集を、一つのバッチとして変更履歴に記録する。",
    "Only books of these scopes.": "図書をこの関係のものに限る。",
    "Show these columns of tables instead of date and title: 書名,定価,ISBN.": (
        "日付とタイトルの代わりに表のこれらの列を示す(書名,定価,ISBN など)。"
    ),
    "Only records with COLUMN=TEXT (is), COLUMN!=TEXT (is not) or COLUMN~TEXT (contains); may be repeated.": (
        "条件に合うレコードだけ: 列=値(等しい)、列!=値(異なる)、列~値(含む)。繰り返し可。"
    ),
    "Sort by this column, numbers by value; without it, archive order.": (
        "この列の順に並べる(数は大きさの順)。省略時はアーカイブでの順。"
    ),
    "Show the archive's own XML (smj-1).": "アーカイブのXML(smj-1)で表示する。",
    "Only this kind of record.": "この種類のレコードだけ。",
    "Show the generated writer, for debugging.": "生成された書き出しプログラムを表示する(デバッグ用)。",
    "Show the version and exit.": "バージョンを表示する。",
    "Show this message and exit.": "この説明を表示する。",
}
"""The English help of an option -> the same in Japanese."""


def text_of(command: click.Command) -> str:
    """Return what a command does, in Japanese: paragraphs with an empty line between them."""
    return _GROUP if isinstance(command, click.Group) else _LONG[command.name or ""]
