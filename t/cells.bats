#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Sources that know their cells: which rows are one table, and what of them is printed.
load helper

# td A B C: a row of cells
td() { printf '<tr>'; for c in "$@"; do printf '<td>%s</td>' "$c"; done; printf '</tr>\n'; }

@test "several tables in one of a web page, their titles and units in cells" {
    {
        printf '<html><body><h1>临江市示范局2023年部门预算</h1><table>'
        td 公开表1 '' ''; td 收入总表 '' ''; td '' '' 单位：万元
        td 科目编码 科目名称 合计; td 201 一般公共服务支出 5.00; td 20101 人大事务 5.00; td '' '' ''
        td 公开表2 '' ''; td 支出总表 '' ''; td '' '' 单位：元
        td 科目编码 科目名称 合计; td 201 一般公共服务支出 50000.00; td 202 外交支出 ''
        printf '</table></body></html>'
    } > a.html
    bd extract a.html
    cols 'tno table code value unit'
    out_is <<'END'
1|收入总表|201|5.00|万元
1|收入总表|20101|5.00|万元
2|支出总表|201|50000.00|元
2|支出总表|202||元
|||4|
END
}

@test "a table that was cut at its pages: with its head again, without, and with page numbers between" {
    {
        printf '<html><body><h1>临江市示范局2023年部门预算</h1><p>支出总表</p><p>单位：万元</p><table>'
        td 科目编码 科目名称 合计; td 201 一般公共服务支出 5.00; td 20101 人大事务 ''; printf '</table><p>- 3 -</p><p> </p><table>'
        td 20102 政协事务 ''; td 202 外交支出 2.00; printf '</table><table>'
        td 科目编码 科目名称 合计; td 203 国防支出 1.00; printf '</table><p>收入总表</p><p>单位：万元</p><table>'
        td 科目编码 科目名称 合计; td 204 公共安全支出 9.00; td 205 教育支出 1.00; printf '</table></body></html>'
    } > a.html
    bd extract a.html
    cols 'tno table row code value'
    out_is <<'END'
1|支出总表|1|201|5.00
1|支出总表|2|20101|
1|支出总表|3|20102|
1|支出总表|4|202|2.00
1|支出总表|5|203|1.00
2|收入总表|1|204|9.00
2|收入总表|2|205|1.00
||||7
END
}

@test "a blank row in the middle of a sheet ends no table" {
    printf '2023年部门预算,,\n支出总表,,\n,,单位：万元\n科目编码,科目名称,合计\n201,一般公共服务支出,5.00\n20101,人大事务,5.00\n\n202,外交支出,2.00\n203,国防支出,\n' > a.csv
    bd extract a.csv
    cols 'tno table code value'
    out_is <<'END'
1|支出总表|201|5.00
1|支出总表|20101|5.00
1|支出总表|202|2.00
1|支出总表|203|
|||4
END
}

@test "semicolons, and TABs with quoted line breaks or one width for all rows, between the cells" {
    rows() { sed "s/;/$1/g" <<'END'
2023年部门预算;;
支出总表;;
;;单位：万元
科目编码;科目名称;"基本
支出"
201;一般公共服务支出;1,005.00
202;外交支出;2.00
203;"“国防”;支出";
END
    }
    want='201|一般公共服务支出|基本支出|1005.00
202|外交支出|基本支出|2.00
203|“国防”支出|基本支出|
|ok|csv/cells|3'
    rows ';' | sed 's/“国防”;支出/“国防”支出/' > a.csv
    rows '\t' | sed 's/“国防”\t支出/“国防”支出/' > b.txt
    for f in a.csv b.txt; do
        bd extract "$f"
        cols 'code name col value'
        out_is "$want"
    done
    sed 'N;N;N;N;s/"基本\n支出"/基本支出/;s/"//g' b.txt > c.txt
    bd extract c.txt
    cols 'code name col value'
    out_is "$want"
}

@test "a list of tables, and a page's row of links, are no tables" {
    {
        printf '<html><body><table>'; td 首页 政务公开 办事大厅 今天是2023年2月8日; printf '</table><h1>临江市示范局2023年部门预算</h1><table>'
        td 序号 名称 页码; td 1 部门收支总表 3; td 2 部门收入总表 4; td 3 部门支出总表 5
        printf '</table></body></html>'
    } > a.html
    bd extract a.html
    status_is 1
    cols 'kind name value'
    out_is 'doc|no-figures|0'
}

@test "what a web page calls itself stands over its links" {
    {
        printf '<html><head><title>临江市示范局2023年单位预算_临江市人民政府</title></head><body><p>· 财政预决算</p><p>· 2022年决算</p><p>支出总表</p><p>单位：万元</p><table>'
        td 科目编码 科目名称 合计; td 201 一般公共服务支出 5.00; td 202 外交支出 2.00; printf '</table></body></html>'
    } > a.html
    bd extract a.html
    cols 'kind issuer scope edition'
    out_is <<'END'
number|临江市示范局|unit|2023-budget
number|临江市示范局|unit|2023-budget
doc|||
END
    sed 's/<head>/<head><meta name="ArticleTitle" content="临江市水利局2024年部门决算">/' a.html > b.html
    bd extract b.html
    cols 'issuer scope edition'
    head -n 1 out > one && mv one out
    out_is '临江市水利局|department|2024-final'
}

@test "a total under 序号 names its row" {
    printf '2023年部门预算\n政府采购预算表\n单位：万元\n序号,采购项目,预算金额\n合计,,7.00\n1,办公设备,5.00\n2,家具,2.00\n3,软件,\n' > a.csv
    bd extract a.csv
    cols 'kind role name value'
    out_is <<'END'
number|total|合计|7.00
number|item|办公设备|5.00
number|item|家具|2.00
number|item|软件|
doc||ok|4
END
}

@test "hidden rows and columns of a workbook are not printed; a merged cell is seen where any of its columns is" {
    python3 - <<'END'
import zipfile
def c(ref, text): return '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (ref, text)
def n(ref, value): return '<c r="%s"><v>%s</v></c>' % (ref, value)
rows = ['<row r="1">' + c('A1', '支出总表') + '</row>', '<row r="2">' + c('E2', '单位：万元') + '</row>',
        '<row r="3">' + c('A3', '科目编码') + c('B3', '科目名称') + c('C3', '本年支出') + '</row>',
        '<row r="4">' + c('C4', '旧') + c('D4', '基本支出') + c('E4', '项目支出') + '</row>',
        '<row r="5">' + n('A5', 201) + c('B5', '一般公共服务支出') + n('C5', 9) + n('D5', 1.5) + n('E5', 2) + '</row>',
        '<row r="6" hidden="1">' + n('A6', 202) + c('B6', '外交支出') + n('D6', 7) + '</row>',
        '<row r="7">' + n('A7', 203) + c('B7', '国防支出') + n('D7', 3) + '</row>']
sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="3" max="3" hidden="1"/></cols><sheetData>%s</sheetData><mergeCells count="1"><mergeCell ref="C3:E3"/></mergeCells></worksheet>' % ''.join(rows)
book = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="2023年部门预算" sheetId="1" r:id="r1"/></sheets></workbook>'
rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
with zipfile.ZipFile('a.xlsx', 'w') as z:
    for name, text in (('xl/workbook.xml', book), ('xl/_rels/workbook.xml.rels', rels), ('xl/worksheets/sheet1.xml', sheet)): z.writestr(name, text)
END
    bd extract a.xlsx
    cols 'line code col value'
    out_is <<'END'
5|201|本年支出/基本支出|1.5
5|201|本年支出/项目支出|2
7|203|本年支出/基本支出|3
7|203|本年支出/项目支出|
||xlsx/cells|4
END
}

@test "a title at the foot of a page, the page's number, and the table on the next page" {
    printf '2023年部门预算\n\n\n            支出总表\n                              单位：万元\n\n\n                 —4—\n\f科目编码    科目名称            合计       基本支出\n201         一般公共服务支出    5.00       5.00\n202         外交支出            2.00       1.00\n203         国防支出            3.00\n' > a.txt
    bd extract a.txt
    cols 'table code col value unit'
    out_is <<'END'
支出总表|201|合计|5.00|万元
支出总表|201|基本支出|5.00|万元
支出总表|202|合计|2.00|万元
支出总表|202|基本支出|1.00|万元
支出总表|203|合计|3.00|万元
支出总表|203|基本支出||万元
||text/fixed|6|
END
}

# words X0 Y TEXT …: a page as pdftotext -tsv prints it, 10 pt type; X0 with a minus in front is the right edge
words() {
    python3 - "$@" <<'END'
import sys
head = 'level page_num par_num block_num line_num word_num left top width height conf text'.split()
print('\t'.join(head)); print('\t'.join('1 1 0 0 0 0 0.00 0.00 595.00 842.00 -1 ###PAGE###'.split()))
args = sys.argv[1:]
for x, y, s in zip(args[::3], args[1::3], args[2::3]):
    wide = sum(5 if ord(c) < 256 else 10 for c in s)
    left = float(x) if not x.startswith('-') else -float(x) - wide
    print('\t'.join(['5', '1', '0', '0', '0', '0', '%.2f' % left, '%.2f' % (float(y) * 20), '%.2f' % wide, '10.00', '100', s]))
END
}

@test "a page of words: heads and names flush left, figures flush right and close to the next name" {
    words 40 1 2023年部门预算 200 2 收支总表 400 3 单位：万元 40 4 项目 200 4 预算数 300 4 项目 450 4 预算数 \
        40 5 一、财政拨款收入 -299 5 2,304.51 300 5 一、教育支出 -550 5 313.39 40 6 二、事业收入 300 6 二、外交支出 -550 6 1,991.12 \
        40 7 本年收入合计 -299 7 2,304.51 300 7 本年支出合计 -550 7 2,304.51 40 8 收入总计 -299 8 2,304.51 300 8 支出总计 -550 8 2,304.51 > a.txt
    bd extract a.txt
    cols 'side name col value'
    out_is <<'END'
in|一、财政拨款收入|预算数|2304.51
out|一、教育支出|预算数|313.39
in|二、事业收入|预算数|
out|二、外交支出|预算数|1991.12
in|本年收入合计|预算数|2304.51
out|本年支出合计|预算数|2304.51
in|收入总计|预算数|2304.51
out|支出总计|预算数|2304.51
|ok|words-tsv/fixed|8
END
    words 40 1 2023年部门预算 200 2 支出总表 400 3 单位：万元 40 4 科目编码 100 4 科目名称 220 4 合计 320 4 基本支出 420 4 项目支出 520 4 经营支出 \
        40 5 201 100 5 一般公共服务支出 -315 5 2,304.51 -415 5 1,836.64 -515 5 467.87 40 6 202 100 6 外交支出 -315 6 13.39 -415 6 13.39 \
        40 7 203 100 7 国防支出 -315 7 2.00 -515 7 2.00 > b.txt
    bd extract b.txt
    cols 'code col value'
    out_is <<'END'
201|合计|2304.51
201|基本支出|1836.64
201|项目支出|467.87
201|经营支出|
202|合计|13.39
202|基本支出|13.39
202|项目支出|
202|经营支出|
203|合计|2.00
203|基本支出|
203|项目支出|2.00
203|经营支出|
|words-tsv/fixed|12
END
}

@test "a page of words: heads in the middle of their cells, all else flush left" {
    words 40 1 2023年部门预算 200 2 支出总表 400 3 单位：万元 40 4 科目编码 130 4 科目名称 255 4 合计 345 4 基本支出 445 4 项目支出 525 4 经营支出 \
        40 5 201 100 5 一般公共服务支出 220 5 2,304.51 320 5 1,836.64 420 5 467.87 40 6 202 100 6 外交支出 220 6 13.39 320 6 13.39 \
        40 7 203 100 7 国防支出 220 7 2.00 420 7 2.00 40 8 204 100 8 公共安全支出 220 8 172.00 320 8 72.00 420 8 100.00 > a.txt
    bd extract a.txt
    cols 'code col value'
    out_is <<'END'
201|合计|2304.51
201|基本支出|1836.64
201|项目支出|467.87
201|经营支出|
202|合计|13.39
202|基本支出|13.39
202|项目支出|
202|经营支出|
203|合计|2.00
203|基本支出|
203|项目支出|2.00
203|经营支出|
204|合计|172.00
204|基本支出|72.00
204|项目支出|100.00
204|经营支出|
|words-tsv/fixed|16
END
}

@test "heads of several lines written into one; the number of a table before its title" {
    printf '2024年部门预算,,,\n预算02表 部门收支总表,,,\n单位：万元,,,\n收入-项目,收入-预算数,支出-项目,支出-预算数\n一、财政拨款收入,7.00,一、教育支出,5.00\n二、事业收入,,二、国防支出,2.00\n收入总计,7.00,支出总计,7.00\n' > a.csv
    bd extract a.csv
    cols 'table side name col value'
    out_is <<'END'
部门收支总表|in|一、财政拨款收入|收入/预算数|7.00
部门收支总表|out|一、教育支出|支出/预算数|5.00
部门收支总表|in|二、事业收入|收入/预算数|
部门收支总表|out|二、国防支出|支出/预算数|2.00
部门收支总表|in|收入总计|收入/预算数|7.00
部门收支总表|out|支出总计|支出/预算数|7.00
||ok|csv/cells|6
END
}

@test "a zero printed beside the longer side is no total without a label" {
    printf '2024年部门预算,,,\n部门收支总表,,,\n单位：万元,,,\n收入,,支出,\n项目,预算数,项目,预算数\n一、一般公共预算拨款收入,7.00,一、教育支出,4.00\n,0.00,二、国防支出,2.00\n,0.00,三、外交支出,1.00\n本年收入合计,7.00,本年支出合计,7.00\n收入总计,7.00,支出总计,7.00\n' > a.csv
    pipe 'bd-extract a.csv | bd-norm | bd-rollup -q --check'
    status_is 0
}
