# SPDX-License-Identifier: MIT
# Fixed-width pages on which `pdftotext -layout` has pushed cells out of their places: crowded heads and rows, running heads.
load helper

@test "a running head is no part of a title, nor a row where the table goes on" {
    printf '%s\n' '          江城区样本管理委员会 2024 年度部门决算' '' '              支出决算表' '编制单位：江城区样本管理委员会   单位：万元' \
        '科目编码   科目名称    合计    基本支出   项目支出' '201  一般公共服务支出  5.00    3.00    2.00' \
        $'\f          江城区样本管理委员会 2024 年度部门决算' '' \
        '科目编码   科目名称    合计    基本支出   项目支出' '204  公共安全支出     7.00    7.00' \
        $'\f          江城区样本管理委员会 2024 年度部门决算' '' '              收入决算表' '编制单位：江城区样本管理委员会   单位：万元' \
        '科目编码   科目名称    合计    财政拨款收入' '201  一般公共服务支出  5.00    5.00' > a.txt
    cells a.txt
    same - cells <<'END'
|201|一般公共服务支出|合计|5.00
|201|一般公共服务支出|基本支出|3.00
|201|一般公共服务支出|项目支出|2.00
|204|公共安全支出|合计|7.00
|204|公共安全支出|基本支出|7.00
|204|公共安全支出|项目支出|
|201|一般公共服务支出|合计|5.00
|201|一般公共服务支出|财政拨款收入|5.00
END
    bd extract --outline a.txt
    cut -f 4,5 out > seen
    same - seen <<'END'
tno	title
1	支出决算表
2	收入决算表
END
}

@test "the numbers of the columns say which are blank, where the heads are drawn together" {
    cat > a.txt <<'END'
                        收入决算表
                                                              单位：万元
                 本年收入合 财政拨款收 上级补助
  科目编码  科目名称                       事业收入 经营收入 其他收入
                 计     入     收入
            栏次        1       2      3       4      5      6
            合计     15.50   11.11           4.39
201       一般公共服务支出  12.50   10.11           2.39
208       社会保障和就业支出   3.00    1.00           2.00
END
    cells a.txt
    grep -v '|$' cells > full
    same - full <<'END'
||合计|本年收入合计|15.50
||合计|财政拨款收入|11.11
||合计|事业收入|4.39
|201|一般公共服务支出|本年收入合计|12.50
|201|一般公共服务支出|财政拨款收入|10.11
|201|一般公共服务支出|事业收入|2.39
|208|社会保障和就业支出|本年收入合计|3.00
|208|社会保障和就业支出|财政拨款收入|1.00
|208|社会保障和就业支出|事业收入|2.00
END
}

@test "numbers of lines are one column, however names push them about, and no amounts" {
    cat > a.txt <<'END'
                   收入支出决算总表
                                                    单位：万元
         收入                              支出
                行                                 行
        项目           决算数                项目             决算数
                次                                 次
一、财政拨款收入                   一、一般公共服务支出
                1      34.00                      7      41.00
二、政府性基金财政拨款收
             2       29.40 二、公共安全支出            8      27.40
入
三、事业收入          3         三、教育支出               9
四、其他收入          4         四、文化旅游体育与传媒支出 10
总计              5      63.40 总计              11      68.40
END
    cells a.txt
    grep -v '|$' cells > full
    same - full <<'END'
in||一、财政拨款收入|收入/决算数|34.00
out||一、一般公共服务支出|支出/决算数|41.00
in||二、政府性基金财政拨款收入|收入/决算数|29.40
out||二、公共安全支出|支出/决算数|27.40
in||总计|收入/决算数|63.40
out||总计|支出/决算数|68.40
END
}

@test "a short title is no number of a table: what it stands over is another one" {
    printf '%s\n' '       收入总表' '单位：万元' '  项目' '          合计    一般公共预算' '科目编码 科目名称' '201  一般公共服务支出  5.00  5.00' '208  社会保障和就业支出  1.00  1.00' \
        $'\f      支出总表' '单位：万元' '  项目' '          合计    基本支出' '科目编码 科目名称' '201  一般公共服务支出  5.00  5.00' > a.txt
    cells a.txt
    same - cells <<'END'
|201|一般公共服务支出|合计|5.00
|201|一般公共服务支出|一般公共预算|5.00
|208|社会保障和就业支出|合计|1.00
|208|社会保障和就业支出|一般公共预算|1.00
|201|一般公共服务支出|合计|5.00
|201|一般公共服务支出|基本支出|5.00
END
}

@test "a name one blank before the next column's is a cell of its own; a tail in front of its line goes behind it" {
    cat > a.txt <<'END'
              项目支出表
                                            单位：万元
   类型      项目名称          项目单位        合计
特定目标类  防汛抗旱物资储备    江城区示例局     34.90
特定目标类  办公用房维修改造    江城区示例局     48.70
特定目标类  农村饮水安全专项经费补 江城区示例局     5.20
END
    cells a.txt
    same - cells <<'END'
||防汛抗旱物资储备|合计|34.90
||办公用房维修改造|合计|48.70
||农村饮水安全专项经费补|合计|5.20
END
    cat > a.txt <<'END'
          支出决算表
                             单位：元
   科目编码   科目名称             合计
  2065615   机关事业单位基本养老保险缴费支     3.00
  2065616 出 机关事业单位基本养老保险缴费支     4.00
  2065617 出 机关事业单位职业年金补助缴费支     5.00
   21343  公共就业服务和职业技能鉴定机构     6.00
END
    cells a.txt
    same - cells <<'END'
|2065615|机关事业单位基本养老保险缴费支|合计|3.00
|2065616|机关事业单位基本养老保险缴费支出|合计|4.00
|2065617|机关事业单位职业年金补助缴费支出|合计|5.00
|21343|公共就业服务和职业技能鉴定机构|合计|6.00
END
}

@test "the number of the next table is no row; labels behind figures make a row however close they stand" {
    cat > a.txt <<'END'
                   收入支出预算总表
                                              单位：元
            收入                          支出
       项目           预算数              项目       预算数
一、一般公共预算拨款收入        109290.79 一、公共安全支出
二、政府性基金预算拨款收入 88449175.02 二、科学技术支出
三、附属单位上缴收入          155325.80
部门公开表 2
                         支出总表
                                                单位：元
科目编码   科目名称          合计    基本支出
204     公共安全支出       3.00     3.00
END
    cells a.txt
    grep -v '|$' cells > full
    same - full <<'END'
in||一、一般公共预算拨款收入|收入/预算数|109290.79
in||二、政府性基金预算拨款收入|收入/预算数|88449175.02
in||三、附属单位上缴收入|收入/预算数|155325.80
|204|公共安全支出|合计|3.00
|204|公共安全支出|基本支出|3.00
END
}

@test "a total that stands a little aside is in its column; a table with one amount is not empty" {
    cat > a.txt <<'END'
                       支出决算表
                                                     单位：万元
科目编码    科目名称          合计        基本支出       项目支出
201     一般公共服务支出        29.70   12,349.85   12,846.65
204     公共安全支出          43.29        0.40     877.24
206     科学技术支出          23.86    3,964.63
      合 计      9866.99          16,314.88   13,723.89
END
    cells a.txt
    grep 合计.*合计 cells > total
    same - total <<'END'
||合计|合计|9866.99
END
    cat > a.txt <<'END'
              “三公”经费支出表
                                 单位：元
                  公务用车购置及运行费
 合计   因公出国（境）费                     公务接待费
                小计  购置费    运行费

                     97.78
END
    cells a.txt
    grep -v '|$' cells > full
    same - full <<'END'
|||公务用车购置及运行费/购置费|97.78
END
}

@test "a header torn by a page break is a doubt" {
    printf '%s\n' '                 收入决算表' '                              单位：万元' '   项目                  收入决算' \
        $'\f                      本年收入    财政拨款' '科目编码  科目名称' '                      合计       收入     事业收入' \
        '204   公共安全支出       5.00     5.00' '206   科学技术支出       3.00     3.00' > a.txt
    bd extract a.txt
    cut -f 21,22 out | grep doubt > seen
    same - seen <<'END'
ambiguous-column	doubt
END
}

@test "tails of heads drawn together belong to them in order; a stray character of a name is no column" {
    { cat <<'END'
                                部门收入决算表
编制单位：江城区示例局                                                     单位：万元
             项目            本年收入合 财政拨款收 上级补助收
                               计            入            入       事业收入
  科目代码            科目名称

206       科学技术支出                   0.43         0.89        35.28
20604      住房改革支出                   0.36                                 2899.49
2060401     机关服务                26.78        40.41        64.38
END
    printf '\f'; cat <<'END'
207      文化旅游支出           17.00         12.42    656.57     253.39
20701       机关服务         23.51                   12.57
           财政对其他社会保险基金的补
20702                    19.24         36.03     24.44     403.44
          助
20703       住房公积金          9.34         49.44     30.18
20704       一般行政管理事务       10.38
END
    } > a.txt
    cells a.txt
    grep -v '|$' cells > full
    same - full <<'END'
|206|科学技术支出|本年收入合计|0.43
|206|科学技术支出|财政拨款收入|0.89
|206|科学技术支出|上级补助收入|35.28
|20604|住房改革支出|本年收入合计|0.36
|20604|住房改革支出|事业收入|2899.49
|2060401|机关服务|本年收入合计|26.78
|2060401|机关服务|财政拨款收入|40.41
|2060401|机关服务|上级补助收入|64.38
|207|文化旅游支出|本年收入合计|17.00
|207|文化旅游支出|财政拨款收入|12.42
|207|文化旅游支出|上级补助收入|656.57
|207|文化旅游支出|事业收入|253.39
|20701|机关服务|本年收入合计|23.51
|20701|机关服务|上级补助收入|12.57
|20702|财政对其他社会保险基金的补助|本年收入合计|19.24
|20702|财政对其他社会保险基金的补助|财政拨款收入|36.03
|20702|财政对其他社会保险基金的补助|上级补助收入|24.44
|20702|财政对其他社会保险基金的补助|事业收入|403.44
|20703|住房公积金|本年收入合计|9.34
|20703|住房公积金|财政拨款收入|49.44
|20703|住房公积金|上级补助收入|30.18
|20704|一般行政管理事务|本年收入合计|10.38
END
}

@test "heads below the middle of a header have one above them, though crowded lines stand apart" {
    cat > a.txt <<'END'
                       财政拨款收入支出预算总表
编制单位：江城区示例局                                                 单位：万元
         收入                                 支出
      项目      2023年预算          项目         合计 一般公共预
                                                 算
                                                       政府性基金 国有资本经
                                                       预算拨款 营预算拨款
一、一般公共预算财政拨款             一、一般公共服务支出         0.69   0.93  49.09  22.01
收入
二、政府性基金预算财政拨   6,516.53  二、公共安全支出         791.54  27.85         898.28
款收入
   收入总计        3,450.72      支出总计          10.59   6.23   14.49    0.29
END
    cells a.txt
    grep '总计.*|[0-9.]*$' cells > full
    same - full <<'END'
in||收入总计|收入/2023年预算|3450.72
out||支出总计|支出/合计|10.59
out||支出总计|支出/一般公共预算|6.23
out||支出总计|支出/政府性基金预算拨款|14.49
out||支出总计|支出/国有资本经营预算拨款|0.29
END
}

@test "a head over figures of its own and over another head is a doubt" {
    cat > a.txt <<'END'
                   收入支出总表
                                                    单位：万元
   收入                                  支出
   项目       预算数          项目              合计       一般公共预算
一、财政拨款收入   34.00   一、公共安全支出   3.00    41.00       27.00
二、事业收入     29.40   二、教育支出     4.00    27.40       27.40
三、其他收入     29.40   三、科学技术支出   5.00    27.40       27.40
END
    bd extract a.txt
    cut -f 21,22 out | grep doubt > seen
    same - seen <<'END'
ambiguous-column	doubt
END
}

@test "two figures one blank apart with a column left out between them are a doubt" {
    cat > a.txt <<'END'
           支出决算表
                          单位：万元
科目编码 科目名称      合计   人员   公用   备用
201   公共服务      1.00  2.00  3.00  4.00
204   公共安全      1.00  2.00  3.00  4.00
206   科学技术     12345678.00 3.00  4.00
207   文化支出      1.00  2.00  3.00  4.00
END
    bd extract a.txt
    cut -f 21,22 out | grep doubt > seen
    same - seen <<'END'
ambiguous-column	doubt
END
}

@test "收入 and 支出 over 项目 are the sides of a table, not columns of it" {
    cat > a.txt <<'END'
                     财政拨款收支总表
                                                        单位：万元
           收入                               支出
      项目         预算数            项目          合计     一般公共
                                                        预算
一、财政拨款收入    100.95   一、一般公共服务支出      0.32     0.50
二、基金拨款收入      0.91   二、公共安全支出      567.27   824.07
   收入总计     1067.89    支出总计         1372.19    49.95
END
    cells a.txt
    cut -d '|' -f 4 cells | sort -u > seen
    same - seen <<'END'
支出/一般公共预算
支出/合计
收入/预算数
END
}

@test "the last part of a code, crowded out into the names, is read with the code" {
    cat > a.txt <<'END'
                  支出总表
                                        单位：万元
    科目编码
                科目名称          合计      基本支出
  类   款   项
 213          农林水支出         50.00     30.00
 213  05      巩固拓展脱贫成果      50.00     30.00
 213  05   01 行政运行           20.00     20.00
 213  05  15其他脱贫攻坚成果衔接支出   30.00     10.00
END
    cells a.txt
    cut -d '|' -f 2,3 cells | uniq > seen
    same - seen <<'END'
213|农林水支出
21305|巩固拓展脱贫成果
2130501|行政运行
2130515|其他脱贫攻坚成果衔接支出
END
}

@test "numbers of lines are no amounts, whatever heads are made of them; one that is drawn aside comes home" {
    cat > a.txt <<'END'
                          财政拨款收入支出决算总表
                                                              单位：万元
            收入                              支出
     项目      行次         金额          项目           行次    金额
一、一般公共预算财政拨款 1        32142.12 一、一般公共服务支出        9   5146.57
二、政府性基金预算财政拨 2         —      二、外交支出             10     —
三、国有资本经营预算财政      3    —      三、国防支出             11      —
                  4           四、公共安全支出           12   3153.28
                5         五、教育支出              13      8.00
   本年收入合计     6 32180.49    本年支出合计        14   32180.49
使用非财政拨款结余     7    —     结余分配             15      —
年初结转和结余       8  54.02 年末结转和结余            16    54.02
     总计       9 32234.51      总计          17   32234.51
END
    cells a.txt
    cut -d '|' -f 5 cells | grep -Evx '[0-9]+\.[0-9]{2}|-|' > seen || true
    same - seen < /dev/null
    grep -Fx 'in||总计|收入/金额|32234.51' cells
}

@test "parts of a code are named beside the numbers of the columns; a head of all of them is over the last" {
    cat > a.txt <<'END'
                                       收入决算表
部门：石桥市示例委员会                                                                            单位：元
                 项目
功能分类科目编               科目名称        本年收入合计 财政拨款收入 上级补助收          入 事业收入   经营收入 附属单位上
                                                                              缴收入 其他收入
   码
类 款 项                  栏次               1             2        3   4      5    6     7
                 合计              176,895,812.62 176,819,212.50                     76,600.12
205           教育支出                99,715,503.31 99,715,503.31
205   01      教育管理事务              30,332,701.36 30,332,701.36
205   01   01 行政运行                24,202,700.46 24,202,700.46
205   01   99 其他教育管理事务支出           6,130,000.90 6,130,000.90
205   02      普通教育                39,429,401.88 39,429,401.88
205   02   01 学前教育                 8,355,500.03 8,355,500.03
END
    bd extract a.txt
    mv out x.tsv
    bd norm x.tsv
    cols 'code name col value'
    grep -E '^2050(101|201)[|].*[|]合计' out > seen
    printf '%s\n' '2050101|行政运行|合计|2420.270046' '2050201|学前教育|合计|835.550003' > want
    same want seen
}

@test "lines drawn to one side, each as it pleases: rows that are full tell the columns by their order" {
    cat > a.txt <<'END'
                          支出决算表
部门：白沙区示例局                                         单位：万元
           项目        本年支出 基本支出 项目支出 上缴上级 经营支出 对附属单 位补助支
科目编码         科目名称      合计                    支出     出
           栏次           1       2       3     4 5    6
  201 一般公共服务支出       5146.57 1497.18 3649.39 —  —    —
2010301 行政运行          551.97 551.97 —         — —    —
2010302 一般行政管理事务     1437.82 — 1437.82 —        —    —
2010350 事业运行          634.21 634.21 —         — —    —
 20132 组织事务          1759.54 3.04 1756.50      —   —    —
2013202 一般行政管理事务       3.04 3.04       —       —   —    —
2013299 其他组织事务支出     1756.50 — 1756.50         —   —    —
  205 教育支出           5508.00 2779.58 2728.42   —   —    —
 20501 教育管理事务         821.64 821.64 —          —   —    —
2050203 初中教育          103.18 — 103.18          —   —    —
2050999 其他教育费附加安排的支出 761.60 761.60 —           —   —    —
END
    cells a.txt
    grep -E '\|(2010302|2050999)\|' cells | cut -d '|' -f 2,4,5 > seen
    cat > want <<'END'
2010302|本年支出合计|1437.82
2010302|基本支出|-
2010302|项目支出|1437.82
2010302|上缴上级支出|-
2010302|经营支出|-
2010302|对附属单位补助支出|-
2050999|本年支出合计|761.60
2050999|基本支出|761.60
2050999|项目支出|-
2050999|上缴上级支出|-
2050999|经营支出|-
2050999|对附属单位补助支出|-
END
    same want seen
}

@test "as many tails of heads as heads that want one belong to them in order, wherever their line was drawn" {
    cat > a.txt <<'END'
                          收入决算表
部门：白沙区示例局                                     单位：万元
           项目        本年收入 财政拨款 上级补 事业收 经营收 附属单
                                           位上缴  其他收
科目编码         科目名称      合计 收入 助收入 入       入 收入 入
           栏次           1       2    3 4 5  6    7
  201 一般公共服务支出       5146.57 5146.57 — — —  —    —
2010301 行政运行          551.97 551.97 —  — —  —    —
2010302 一般行政管理事务     1437.82 1437.82 — — —  —    —
  205 教育支出           5508.00 5508.00   —   —   —   —    —
END
    cells a.txt
    cut -d '|' -f 4 cells | sort -u > got
    printf '%s\n' 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入 | sort > want
    same want got
}

@test "figures broken over lines that a page drew elsewhere are no amounts, and the table says so" {
    cat > a.txt <<'END'
                 收入预算总表
                                        单位：万元
科目编码  科目名称       合计    财政拨款收入 事业收入 其他收入
212     城乡社区支出         34.76 134.18 278.61 51.61
21244    就业补助         20.13 15220.    50 18.04
                                   13958.
                                       29
2124411    事业运行      17184.61 19072.
                                 48  0.39   1640.2
                                                 0
2124417    购房补贴        46.52 212.37 430.74 0.48
END
    cells a.txt
    cut -d '|' -f 5 cells | grep -Evx '[0-9]+\.[0-9]{2}|' > seen || true
    same - seen < /dev/null
    grep -Fx '|2124417|购房补贴|合计|46.52' cells
    cols 'kind col value'
    grep '^doubt|ambiguous-row|figures broken over two lines' out
}

# A page of words: LEFT TOP WIDTH TEXT a line, each 10 high.
paper() {
    printf 'level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t###PAGE###\n'
    awk -v OFS='\t' 'NF { print 5, 1, 0, 0, 0, 0, $1, $2, $3, 10, 100, $4 }'
}

@test "the places of words tell which halves of broken figures and codes belong together, in a cell's middle or at its edge" {
    paper > a.tsv <<'END'
200 20 60 支出预算总表
400 34 50 单位：万元
40 50 40 科目编码
120 50 40 科目名称
222 50 20 合计
285 50 40 基本支出
355 50 40 项目支出
120 72 40 行政运行
40 65 30 201030
52.5 79 5 1
210 65 45 13742.
227.5 79 10 68
290 65 30 2416.5
315 79 5 9
346 65 58 11326.
370 79 10 09
120 102 40 机关服务
40 95 30 201030
52.5 109 5 3
222 102 20 4.50
300 102 20 4.50
END
    cells a.tsv
    cat > want <<'END'
|2010301|行政运行|合计|13742.68
|2010301|行政运行|基本支出|2416.59
|2010301|行政运行|项目支出|11326.09
|2010303|机关服务|合计|4.50
|2010303|机关服务|基本支出|4.50
|2010303|机关服务|项目支出|
END
    same want cells
}

@test "a mark printed large across a page is no part of its table, nor is its number 1 / 2" {
    paper > a.tsv <<'END'
200 20 60 支出预算总表
400 34 50 单位：万元
40 50 40 科目编码
120 50 40 科目名称
222 50 20 合计
285 50 40 基本支出
355 50 40 项目支出
300 40 50 样
240 66 50 本
200 90 25 2
40 65 15 201
120 65 80 一般公共服务支出
212 65 30 137.42
292 65 30 137.42
40 80 25 20103
120 80 40 行政运行
212 80 30 137.42
292 80 30 137.42
40 95 15 208
120 95 60 社会保障支出
212 95 30 100.00
372 95 30 100.00
40 110 25 20805
120 110 40 退休费用
212 110 30 100.00
372 110 30 100.00
240 700 5 1
260 700 5 /
280 700 5 2
END
    cells a.tsv
    cut -d '|' -f 2- cells | grep -v '|$' > seen
    cat > want <<'END'
201|一般公共服务支出|合计|137.42
201|一般公共服务支出|基本支出|137.42
20103|行政运行|合计|137.42
20103|行政运行|基本支出|137.42
208|社会保障支出|合计|100.00
208|社会保障支出|项目支出|100.00
20805|退休费用|合计|100.00
20805|退休费用|项目支出|100.00
END
    same want seen
}
