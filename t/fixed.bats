# SPDX-License-Identifier: MIT
# Fixed-width pages (pdftotext -layout): where the cells of a table are is told by position alone.
load helper

@test "a wrapped name has its code and amounts on the middle line" {
    cat > a.txt <<'END'
              支出决算表
                                单位：万元
      项目
                 合计    基本支出    项目支出
功能分类
       科目名称
科目编码

       机关事业单位
2080505  基本养老保险   6.18   6.18
       缴费支出
       机关事业单位
2080506           4.64          4.64
       职业年金缴费
注：本表为例。
END
    cells a.txt
    cat > want <<'END'
|2080505|机关事业单位基本养老保险缴费支出|合计|6.18
|2080505|机关事业单位基本养老保险缴费支出|基本支出|6.18
|2080505|机关事业单位基本养老保险缴费支出|项目支出|
|2080506|机关事业单位职业年金缴费|合计|4.64
|2080506|机关事业单位职业年金缴费|基本支出|
|2080506|机关事业单位职业年金缴费|项目支出|4.64
END
    same want cells
}

@test "position, not order, decides the column of a sparse row" {
    cat > a.txt <<'END'
                  2025年“三公”经费和机关运行经费预算表
编制部门：江城区示例局                                              单位:万元

                            “三公”经费预算数

                                                             机关运行经费预算
                                          公务用车购置及运行费
                                                                 数
   合计        因公出国(境)费     公务接待费
                                     小计      购置费       运行费



    67.50       39.00      28.50                                13.28
END
    cells a.txt
    cat > want <<'END'
|||“三公”经费预算数/合计|67.50
|||“三公”经费预算数/因公出国(境)费|39.00
|||“三公”经费预算数/公务接待费|28.50
|||“三公”经费预算数/公务用车购置及运行费/小计|
|||“三公”经费预算数/公务用车购置及运行费/购置费|
|||“三公”经费预算数/公务用车购置及运行费/运行费|
|||机关运行经费预算数|13.28
END
    same want cells
}

@test "a page break moves the columns; the header comes again or does not" {
    printf '%s\n' '                  支出预算总表' '编制部门：江城区示例局             单位：元' \
        '类     款    项   科目名称        合计        基本支出     项目支出' \
        '201             一般公共服务支出      2,900          0     2,900' \
        '201   05        统计信息事务           57          0        57' > a.txt
    printf '\f%s\n' '201   05   07   专项普查活动   57   0   57' >> a.txt
    printf '\f%s\n' '类     款    项      科目名称           合计        基本支出     项目支出' >> a.txt
    printf '%s\n' '204                司法                  10         10' >> a.txt
    printf '\f%s\n' '合计   2,910   10   2,900' >> a.txt
    cells a.txt
    cat > want <<'END'
|201|一般公共服务支出|合计|2900
|201|一般公共服务支出|基本支出|0
|201|一般公共服务支出|项目支出|2900
|20105|统计信息事务|合计|57
|20105|统计信息事务|基本支出|0
|20105|统计信息事务|项目支出|57
|2010507|专项普查活动|合计|57
|2010507|专项普查活动|基本支出|0
|2010507|专项普查活动|项目支出|57
|204|司法|合计|10
|204|司法|基本支出|10
|204|司法|项目支出|
||合计|合计|2910
||合计|基本支出|10
||合计|项目支出|2900
END
    same want cells
}

@test "two panels side by side, one with wrapped names and codes above their row" {
    cat > a.txt <<'END'
                 一般公共预算财政拨款基本支出决算表
                                             单位：万元
经济分类                        经济分类
          科目名称      决算数                   科目名称       决算数
科目编码                        科目编码
301     工资福利支出      95.36   302     商品和服务支出          10.23
         机关事业单位基本
30108                6.18   30206    电费              0.00
        养老保险缴费
30109    职业年金缴费      4.64   30207    邮电费             0.00
                            30299
                                其他商品和服务支出            0.20
                            310资本性支出                 0.00
      人员经费合计       95.36       公用经费合计                10.23
END
    cells a.txt
    cat > want <<'END'
|301|工资福利支出|决算数|95.36
|302|商品和服务支出|决算数|10.23
|30108|机关事业单位基本养老保险缴费|决算数|6.18
|30206|电费|决算数|0.00
|30109|职业年金缴费|决算数|4.64
|30207|邮电费|决算数|0.00
|30299|其他商品和服务支出|决算数|0.20
|310|资本性支出|决算数|0.00
||人员经费合计|决算数|95.36
||公用经费合计|决算数|10.23
END
    same want cells
}

@test "indicator labels stand in the middle of their rows" {
    cat > a.txt <<'END'
                 财政项目支出绩效目标填报表
  项目名称      示例项目        项目性质      经常性项目

       一级指标    二级指标           三级指标            指标值
                                 甲事项            ≥12.00(次)
                数量指标
       产出指标                      乙事项            =1.00(次)
                质量指标             丙事项            100%
               服务对象满意
       满意度指标                      居民满意            ≥90.00(%)
                度指标
END
    bd extract a.txt
    status_is 0
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        $c["kind"] == "target" { print $c["name"] "|" $c["op"] "|" $c["value"] }' out > got
    cat > want <<'END'
产出指标/数量指标/甲事项|>=|12.00
产出指标/数量指标/乙事项|=|1.00
产出指标/质量指标/丙事项||100
满意度指标/服务对象满意度指标/居民满意|>=|90.00
END
    same want got
}

@test "indicator labels on the first of their rows; projects in front begin where the indicators begin again" {
    cat > a.txt <<'END'
                            项目绩效目标表（2025年度）
单位名称      项目（专项）    年度目标          一级指标      二级指标        三级指标          指标性质    指标值    度量单位
样本区管理局  样本区示范局
              甲地块的日常    全年按时完成      产出指标      数量指标        抽检批次          ≥          600       批次
              看护和管理      各项看护                                        巡查次数          ≥          45        次
                                                              质量指标        合格率            ≥          70        %
                                                满意度指标    服务对象满意度  住户满意度        ≥          90        %
              乙平台          稳定运行          产出指标      数量指标        平台数            ＝          1         个
                                                              时效指标        及时率            ＝          100       %
                                                满意度指标    服务对象满意度  用户满意度        ≥          85        %
END
    bd extract a.txt
    cols 'kind project name op value unit' doc
    grep -E '^target|年度目标' out > kept; mv kept out
    out_is <<'END'
text|甲地块的日常看护和管理|年度目标||全年按时完成各项看护|
target|甲地块的日常看护和管理|产出指标/数量指标/抽检批次|>=|600|批次
target|甲地块的日常看护和管理|产出指标/数量指标/巡查次数|>=|45|次
target|甲地块的日常看护和管理|产出指标/质量指标/合格率|>=|70|%
target|甲地块的日常看护和管理|满意度指标/服务对象满意度/住户满意度|>=|90|%
text|乙平台|年度目标||稳定运行|
target|乙平台|产出指标/数量指标/平台数|=|1|个
target|乙平台|产出指标/时效指标/及时率|=|100|%
target|乙平台|满意度指标/服务对象满意度/用户满意度|>=|85|%
END
}

@test "contents lists and running text are no tables" {
    cat > a.txt <<'END'
                       目   录
一、部门主要职能 …………………………………………
  1. 2025年部门收入预算总表 …………………………
                     名词解释
  （一）财政拨款收入：是本级财政拨付的资金， 包括 3 类。
  截至 2024 年末共有车辆 2 辆，  其中应急用车 1 辆。
END
    bd extract a.txt
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { print $c["kind"] }' out | sort -u > kinds
    fails grep -qx number kinds
}

@test "disclosures laid out as PDF come back cell by cell" {
    command -v pdftotext
    for seed in 2 3 4 5 7 9 10 13 14 15 104 105 112 128 139; do
        python3 "$ROOT/t/fixed_pages.py" make $seed d
        pdftotext -layout d.pdf d.txt
        bd extract d.txt
        status_is 0
        python3 "$ROOT/t/fixed_pages.py" check d.want out
    done
}

@test "heads torn by wrapping and crowded together are known by what their pieces spell" {
    cat > a.txt <<'END'
                                     收入决算表
填报单位：江城区示例局                                                                单位：万元
         项目
                    本年收入合 财政拨款收 上级补助收 事业收入          经营收入 附属单位上
科目编码       科目名称       计     入     入                        缴收入 其他收入
201     一般公共服务支出       100.77                 53.80   15.55    473.71      11.33
20126   行政事业单位医疗       858.60   64.90         101.43
END
    cells a.txt
    cut -d '|' -f 4 cells | sort -u > got
    printf '%s\n' 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入 | sort > want
    same want got
}

@test "a table goes on under its caption and header, however the page sets them" {
    printf '%s\n' '             支出预算总表' '部门：江城区示例局        单位：万元' \
        '科目编码   科目名称      合计     基本支出   项目支出' '          栏次        1        2       3' \
        '201     一般公共服务支出    6.00     4.00     2.00' '' '                — 16 —' > a.txt
    printf '\f%s\n' '             支出预算总表（续）' >> a.txt
    printf '%s\n' '部门：江城区示例局        单位：万元' '科目编码   科目名称        合计' '                           基本支出   项目支出' \
        '20103   政府办公厅       6.00     4.00     2.00' '' '                —17 —' >> a.txt
    printf '\f%s\n' '                续表' >> a.txt
    printf '%s\n' '科目编码   科目名称      合计     基本支出   项目支出' '2010301 行政运行        4.00     4.00' >> a.txt
    cells a.txt
    cat > want <<'END'
|201|一般公共服务支出|合计|6.00
|201|一般公共服务支出|基本支出|4.00
|201|一般公共服务支出|项目支出|2.00
|20103|政府办公厅|合计|6.00
|20103|政府办公厅|基本支出|4.00
|20103|政府办公厅|项目支出|2.00
|2010301|行政运行|合计|4.00
|2010301|行政运行|基本支出|4.00
|2010301|行政运行|项目支出|
END
    same want cells
}

@test "another organisation's table of the same title is another table" {
    for org in 示例局 样本中心; do
        [ $org = 示例局 ] || printf '\f'
        printf '%s\n' '             支出预算总表' "部门：江城区$org        单位：万元" \
            '科目编码   科目名称      合计     基本支出   项目支出' '201     一般公共服务支出    6.00     4.00     2.00'
    done > a.txt
    bd extract a.txt
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["kind"] == "number" { print $c["tno"] }' out > got
    printf '1\n1\n1\n2\n2\n2\n' > want
    same want got
}

# The doubts of $1.
doubts() {
    bd extract "$1"
    status_is 0
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["kind"] == "doubt" { print $c["col"] }' out > got
}

@test "amounts without a label and two columns of one name are doubts" {
    cat > a.txt <<'END'
                       支出预算总表
部门：江城区示例局                             单位：万元
科目编码     科目名称             合计      基本支出      项目支出
201      一般公共服务支出         6.00      4.00      2.00
                          6.00      4.00      2.00
END
    doubts a.txt
    echo ambiguous-row > want
    same want got
    sed -e '$d' -e 's/项目支出/基本支出/' a.txt > b.txt
    doubts b.txt
    echo ambiguous-column > want
    same want got
}

@test "disclosures printed by a browser come back cell by cell, as PDF and as words" {
    command -v pdftotext
    command -v chromium || skip 'no chromium: nothing printed'
    python3 "$ROOT/t/printed_pages.py" make d 4 6 chromium
    for seed in 4 5; do
        pdftotext -tsv d/$seed.chromium.pdf $seed.words
        for f in d/$seed.chromium.pdf $seed.words; do
            bd extract "$f"
            status_is 0
            python3 "$ROOT/t/printed_pages.py" check d/$seed.want out
        done
    done
}

@test "a line or a table that is too wide is a doubt, and the rest is read" {
    few() { printf '    收入总表\n单位：万元\n项目        金额\n合计        %s.00\n事业收入    %s.00\n\n' "$1" "$1"; }
    seen() { awk -F'\t' -v OFS='|' 'NR > 1 { print $3, $20, $21, $24 }' out > seen; }
    { few 3; python3 -c 'print("  支出总表\n单位：元\n" + "1  " * 600)'; few 4; } > a.txt
    bd extract a.txt
    status_is 0
    seen
    same - seen <<'END'
4|合计|金额|3.00
5|事业收入|金额|3.00
9||limit|a line with more than 512 columns: left out
13|合计|金额|4.00
14|事业收入|金额|4.00
|partial|text/fixed|5
END
    { few 3; python3 -c 'print("  支出总表\n单位：元"); [print("  ".join("%d.00" % (1000 + i) for i in range(300))) for k in range(3)]'; few 4; } > a.txt
    bd extract a.txt
    status_is 0
    seen
    same - seen <<'END'
4|合计|金额|3.00
5|事业收入|金额|3.00
9||limit|a table with more than 256 columns: left out
15|合计|金额|4.00
16|事业收入|金额|4.00
|partial|text/fixed|5
END
    { printf '收入总表\n'; python3 -c 'print("名\t1\n" + "1\t" * 70000)'; } > a.txt
    bd extract a.txt
    status_is 1
    seen
    same - seen <<'END'
2||limit|a row of 70001 columns is too wide: left out
|no-figures|text/prose|1
END
}

@test "三公 in 6+6 columns: a last head line that begins with 小计, 运维费, other quotes" {
    cat > a.txt <<'END'
                                               财政拨款「三公」经费支出决算表
                                                                                                               单位：万元
                         预算数                                                        决算数
                          公务用车购置及运维费                                                 公务用车购置及运维费
 合计        因公出国(境)费                                公务接待费    合计        因公出国(境)费                                公务接待费
                       小计        购置费      运维费                                     小计        购置费      运维费
1,409.50          0   1,409.50   744.20   665.30       0   1,404.80          0   1,404.80   742.20   662.60       0
END
    cells a.txt
    cat > want <<'END'
|||预算数/合计|1409.50
|||预算数/因公出国(境)费|0
|||预算数/公务用车购置及运维费/小计|1409.50
|||预算数/公务用车购置及运维费/购置费|744.20
|||预算数/公务用车购置及运维费/运维费|665.30
|||预算数/公务接待费|0
|||决算数/合计|1404.80
|||决算数/因公出国(境)费|0
|||决算数/公务用车购置及运维费/小计|1404.80
|||决算数/公务用车购置及运维费/购置费|742.20
|||决算数/公务用车购置及运维费/运维费|662.60
|||决算数/公务接待费|0
END
    same want cells
}

@test "blank first rows of a list of 三公, left of the narrow head over them" {
    cat > a.txt <<'END'
                     一般公共预算“三公”经费支出表
                                                              单位：万元
                项目                     上年预算数           本年预算数
因公出国(境)费用
公务接待费支出                                         0.20         0.30
合计                                             0.20         0.30
END
    cells a.txt
    cat > want <<'END'
||因公出国(境)费用|上年预算数|
||因公出国(境)费用|本年预算数|
||公务接待费支出|上年预算数|0.20
||公务接待费支出|本年预算数|0.30
||合计|上年预算数|0.20
||合计|本年预算数|0.30
END
    same want cells
}

@test "三公: heads of two lines in one, squeezed; a figure stands where the heads left out had room" {
    cat > a.txt <<'END'
                  表七：一般公共预算“三公”经费支出情况表
                                                    单位：万元
                                         公务用车购置和运行维护费
 项目 “三公”经费合计 因公出国(境)费 公务接待费
                                   小计 公务用车购置费 公务用车运行维护费
预算数       46.10             3.60   42.50            42.50
决算数       38.30             3.50   34.80            34.80
END
    cells a.txt
    cat > want <<'END'
||预算数|“三公”经费合计|46.10
||预算数|因公出国(境)费|
||预算数|公务接待费|3.60
||预算数|公务用车购置和运行维护费/小计|42.50
||预算数|公务用车购置和运行维护费/公务用车购置费|
||预算数|公务用车购置和运行维护费/公务用车运行维护费|42.50
||决算数|“三公”经费合计|38.30
||决算数|因公出国(境)费|
||决算数|公务接待费|3.50
||决算数|公务用车购置和运行维护费/小计|34.80
||决算数|公务用车购置和运行维护费/公务用车购置费|
||决算数|公务用车购置和运行维护费/公务用车运行维护费|34.80
END
    same want cells
}

@test "三公: columns of a font whose quotes and dashes are two wide, a head torn into halves that stand apart" {
    cat > a.txt <<'END'
                                                                          一般公共预算‘三公’经费支出表
                                                                                                                                                                  单位：万元
                                         预算数                                                                                     决算数
                                            公务用车购置及运行维护费                                                                   公务用车购置及运行维护费
“三公”经费合计   因公出国（境）费                              公务用车运   公务接待费   “三公”经费合计   因公出国（境）费                              公务用车运   公务接待费
                                       小计     公务用车购置费                                                                    小计     公务用车购置费
                                                                  行维护费                                                                                   行维护费
           74.60                 —     46.10               —        46.10        28.50              62.00                 —     40.00               —        40.00        22.00
END
    cells a.txt
    cat > want <<'END'
|||预算数/“三公”经费合计|74.60
|||预算数/因公出国（境）费|-
|||预算数/公务用车购置及运行维护费/小计|46.10
|||预算数/公务用车购置及运行维护费/公务用车购置费|-
|||预算数/公务用车购置及运行维护费/公务用车运行维护费|46.10
|||预算数/公务接待费|28.50
|||决算数/“三公”经费合计|62.00
|||决算数/因公出国（境）费|-
|||决算数/公务用车购置及运行维护费/小计|40.00
|||决算数/公务用车购置及运行维护费/公务用车购置费|-
|||决算数/公务用车购置及运行维护费/公务用车运行维护费|40.00
|||决算数/公务接待费|22.00
END
    same want cells
}

@test "三公: each item over 预算数 and 决算数" {
    cat > a.txt <<'END'
                                         公开08表 ＂三公＂经费公共预算财政拨款支出决算表
                                                                                                            单位：万元
                                                            公务用车购置和运维费
      合计               因公出国(境)费                                                                       公务接待费
                                                 小计              购置费               运维费
预算数        决算数       预算数       决算数         预算数      决算数     预算数      决算数      预算数        决算数       预算数      决算数
  47.50      36.00     25.00     20.00       22.50    16.00    3.90    0.00     18.60      16.00     0.00     0.00
END
    cells a.txt
    cat > want <<'END'
|||合计/预算数|47.50
|||合计/决算数|36.00
|||因公出国(境)费/预算数|25.00
|||因公出国(境)费/决算数|20.00
|||公务用车购置和运维费/小计/预算数|22.50
|||公务用车购置和运维费/小计/决算数|16.00
|||公务用车购置和运维费/购置费/预算数|3.90
|||公务用车购置和运维费/购置费/决算数|0.00
|||公务用车购置和运维费/运维费/预算数|18.60
|||公务用车购置和运维费/运维费/决算数|16.00
|||公务接待费/预算数|0.00
|||公务接待费/决算数|0.00
END
    same want cells
}

@test "三公: figures that measures of the page put under different heads are doubtful" {
    cat > a.txt <<'END'
              “三公”经费支出表
                                            单位：万元
                         公务用车购置及运行费
 合计   因公出国(境)费   公务接待费
                                小计  购置费  运行费
 9.00           2.00             7.00
END
    bd extract a.txt
    status_is 0
    grep -q 'ambiguous-column' out
}

@test "words of heads and totals whose characters are spread evenly over the cell" {
    cat > a.txt <<'END'
                                   临江市示范局2024年部门预算
                                        部门预算收支总表
 填报单位：临江市示范局                                                                     单位：万元
                     收    入                                          支    出
        项            目            预  算  数            项            目            预  算  数
 一、一般公共预算拨款收入               2,345.60    一、一般公共服务支出
 二、事业收入                             100.00    二、农林水支出                     2,445.60
     本    年    收    入    合    计     2,445.60      本   年   支   出   合   计    2,445.60
END
    cells a.txt
    diff cells - <<'END'
in||一、一般公共预算拨款收入|收入/预算数|2345.60
out||一、一般公共服务支出|支出/预算数|
in||二、事业收入|收入/预算数|100.00
out||二、农林水支出|支出/预算数|2445.60
in||本年收入合计|收入/预算数|2445.60
out||本年支出合计|支出/预算数|2445.60
END
}

@test "a head on the caption's line, beside the organisation's name, is the head of all amounts" {
    cat > a.txt <<'END'
                                    2024年收入决算表
填报单位：江城区文化示例管理局                                               收入决算
                                                                                    单位：元
  科目代码             科目名称        本年收入合        财政拨款收           事业收入                其他收入
                                 计            入         小计        其中：教育
                                                                   收费
    201     一般公共服务支出          1,841,727    4,201,276  445,718      64,100       20,000
   20105    统计信息事务                2,323        1,176  345,718      44,100       10,000
  2010507   专项普查活动                   91    7,106,020  420,974         100          200
END
    cells a.txt
    cat > want <<'END'
|201|一般公共服务支出|收入决算/本年收入合计|1841727
|201|一般公共服务支出|收入决算/财政拨款收入|4201276
|201|一般公共服务支出|收入决算/事业收入/小计|445718
|201|一般公共服务支出|收入决算/事业收入/其中：教育收费|64100
|201|一般公共服务支出|收入决算/其他收入|20000
|20105|统计信息事务|收入决算/本年收入合计|2323
|20105|统计信息事务|收入决算/财政拨款收入|1176
|20105|统计信息事务|收入决算/事业收入/小计|345718
|20105|统计信息事务|收入决算/事业收入/其中：教育收费|44100
|20105|统计信息事务|收入决算/其他收入|10000
|2010507|专项普查活动|收入决算/本年收入合计|91
|2010507|专项普查活动|收入决算/财政拨款收入|7106020
|2010507|专项普查活动|收入决算/事业收入/小计|420974
|2010507|专项普查活动|收入决算/事业收入/其中：教育收费|100
|2010507|专项普查活动|收入决算/其他收入|200
END
    same want cells
    [ "$(grep -w number out | cut -f 8 | sort -u)" = 江城区文化示例管理局 ]
}

@test "收入决算 over the amounts is no first line of 事业收入 below it" {
    cat > a.txt <<'END'
                            收入决算表
部门：江城区示例局                                                                  单位：万元
功能分类      功能分类科目名称                                    收入决算
科目编码                      本年收       财政拨       上级补     事业收入                  其他收
                          入合计       款收入       助收入    小计       其中：教育收费        入
201      一般公共服务支出         12.00      7.00      1.00  3.00         1.00       1.00
20105    统计信息事务            9.00      6.00      0.50  2.00         0.50       0.50
END
    cells a.txt
    cat > want <<'END'
|201|一般公共服务支出|收入决算/本年收入合计|12.00
|201|一般公共服务支出|收入决算/财政拨款收入|7.00
|201|一般公共服务支出|收入决算/上级补助收入|1.00
|201|一般公共服务支出|收入决算/事业收入/小计|3.00
|201|一般公共服务支出|收入决算/事业收入/其中：教育收费|1.00
|201|一般公共服务支出|收入决算/其他收入|1.00
|20105|统计信息事务|收入决算/本年收入合计|9.00
|20105|统计信息事务|收入决算/财政拨款收入|6.00
|20105|统计信息事务|收入决算/上级补助收入|0.50
|20105|统计信息事务|收入决算/事业收入/小计|2.00
|20105|统计信息事务|收入决算/事业收入/其中：教育收费|0.50
|20105|统计信息事务|收入决算/其他收入|0.50
END
    same want cells
}

@test "a running head that a table's further pages leave out is no part of a title" {
    page() { printf '%s\n' '             江城区文化示例管理局2025年度部门预算' '' "        2025年度$1" '部门：江城区示例局      金额单位：万元' \
                 '科目编码   科目名称        合计     基本支出   项目支出' "201     一般公共服务支出   $2.00    1.00    1.00"; }
    page 一般公共预算支出表 2 > a.txt
    printf '\f%s\n' '科目编码   科目名称        合计     基本支出   项目支出' >> a.txt
    printf '%s\n' '204     公共安全支出     2.00    1.00    1.00' >> a.txt
    { printf '\f'; page 政府性基金预算支出表 3; } >> a.txt
    printf '\f%s\n' '204     公共安全支出     2.00    1.00    1.00' >> a.txt
    bd extract a.txt
    status_is 0
    [ "$(grep -w number out | cut -f 12 | sort -u | tr '\n' ' ')" = "一般公共预算支出表 政府性基金预算支出表 " ]
}

@test "a title at the foot of a page has the next page's running head between it and its table" {
    {
        printf '%s\n' '             江城区文化示例管理局2025年度部门预算' '表1' '                  收入预算表' '部门：江城区示例局      金额单位：万元' \
            '科目编码   科目名称        合计     基本支出   项目支出' '201     一般公共服务支出   2.00    1.00    1.00' '' '表2' \
            '                  支出预算表' '部门：江城区示例局      金额单位：万元' '' '' '                    - 1 -'
        printf '\f%s\n' '             江城区文化示例管理局2025年度部门预算' '' '' '科目编码   科目名称        合计     基本支出   项目支出' \
            '204     公共安全支出     5.00    2.00    3.00' '' '                    - 2 -'
        printf '\f%s\n' '             江城区文化示例管理局2025年度部门预算' '' '一、部门职责' '承担示例工作。'
    } > a.txt
    bd extract a.txt
    status_is 0
    [ "$(grep -w number out | cut -f 12 | uniq -c | awk '{ print $1, $2 }' | tr '\n' ' ')" = "3 收入预算表 3 支出预算表 " ]
}

@test "支出经济分类科目 heads codes and names, not the amounts beside them" {
    cat > a.txt <<'END'
                                          一般公共预算基本支出表
部门：江城区示例局                                                                                      单位：万元
                                      支出经济分类科目

      科目编码                                                                                               预算数
                                                        科目名称
     类           款

                                             合  计                                                          13293.79

  301                      工资福利支出                                                                       9358.16

END
    cells a.txt
    cat > want <<'END'
||合计|预算数|13293.79
|301|工资福利支出|预算数|9358.16
END
    same want cells
}

@test "figures that a narrow cell broke over two lines are whole" {
    cat > a.txt <<'END'
                    项目支出表
部门：江城区示例局                               单位：万元
科目编码      科目名称            合计        人员经费      公用经费
201       一般公共服务支出       13742.     2416.5      0.29
                            68          9
20105     统计信息事务及其他        0.05       1.50    4285.8
          事务                                      0
2010507   专项普查活动         11,232.      2.79      0.35
                             20
2010508   统计抽样调查          20.05      45.42     47.90
END
    cells a.txt
    cat > want <<'END'
|201|一般公共服务支出|合计|13742.68
|201|一般公共服务支出|人员经费|2416.59
|201|一般公共服务支出|公用经费|0.29
|20105|统计信息事务及其他事务|合计|0.05
|20105|统计信息事务及其他事务|人员经费|1.50
|20105|统计信息事务及其他事务|公用经费|4285.80
|2010507|专项普查活动|合计|11232.20
|2010507|专项普查活动|人员经费|2.79
|2010507|专项普查活动|公用经费|0.35
|2010508|统计抽样调查|合计|20.05
|2010508|统计抽样调查|人员经费|45.42
|2010508|统计抽样调查|公用经费|47.90
END
    same want cells
}

@test "a figure of one decimal over a number is no broken one" {
    cat > a.txt <<'END'
                  公务用车支出表
部门：江城区示例局                               单位：万元
项目                        合计        购置费       运行费
一、支出                      12.5       8.0       4.5
二、车辆数                        3         1         2
三、平均                      4.2        8.0       2.3
END
    cells a.txt
    cat > want <<'END'
||一、支出|合计|12.5
||一、支出|购置费|8.0
||一、支出|运行费|4.5
||二、车辆数|合计|3
||二、车辆数|购置费|1
||二、车辆数|运行费|2
||三、平均|合计|4.2
||三、平均|购置费|8.0
||三、平均|运行费|2.3
END
    same want cells
}

@test "科目名称 over amounts: a doubt, for heads and figures are paired wrongly" {
    cat > a.txt <<'END'
                             部门一般公共预算支出表
填报单位：江城区示例管理局                                                                                             单位：元
              项目                                             2023年预算数                           2023年比2022年

支出功能分类科                      2022年预算数
  目编码
                    科目名称                        合计            基本支出         项目支出             增减额           增减率%
 类    款 项

207         文化旅游体育与传媒支出            449.23      193,634.77          0.00            0.00     902,685.32        0.00

207 03      其他社会保障和就业支出      20,000,000.00    4,444,444.44         0.00            0.00    1,111,111.11       0.00

207 03 03    一般行政管理事务         1,234,567.89         802.86          0.00            0.00   12,345,678.90       0.00

207 03 13    机关服务               29,387.33     3,333,333.33         0.00   22,222,222.22        1,203.84       0.00

207 08      残疾人事业            59,071,756.17   68,906,211.86         0.00     124,293.46     8,068,763.69       0.00
END
    bd extract a.txt
    status_is 0
    grep -q 'ambiguous-column.*doubt' out
}
