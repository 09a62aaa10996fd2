# SPDX-License-Identifier: MIT
# Forms of final accounts and budgets as bureaus print them: panels, numbered columns, codes in parts, crowded rows.
load helper

@test "three panels under two heads: 人员经费 has the first, 公用经费 the two others" {
    cat > a.txt <<'END'
                    一般公共预算财政拨款基本支出决算表
公开部门：临江县示例局                                                      金额单位：万元
          人员经费                                 公用经费
科目编码       科目名称     决算数   科目编码    科目名称      决算数   科目编码     科目名称       决算数
301     工资福利支出       207.48 302     商品和服务支出     46.12 307     债务利息及费用支出         0.00
30101   基本工资          107.48 30201    办公费           24.12 30701    国内债务付息            0.00
30102   津贴补贴          100.00 30202    印刷费           22.00 310      资本性支出            78.14
        人员经费合计       207.48                     公用经费合计                                 124.26
END
    cells a.txt
    diff cells - <<'END'
|301|工资福利支出|人员经费/决算数|207.48
|302|商品和服务支出|公用经费/决算数|46.12
|307|债务利息及费用支出|公用经费/决算数|0.00
|30101|基本工资|人员经费/决算数|107.48
|30201|办公费|公用经费/决算数|24.12
|30701|国内债务付息|公用经费/决算数|0.00
|30102|津贴补贴|人员经费/决算数|100.00
|30202|印刷费|公用经费/决算数|22.00
|310|资本性支出|公用经费/决算数|78.14
||人员经费合计|人员经费/决算数|207.48
||公用经费合计|公用经费/决算数|124.26
END
}

@test "one head over the parts of a code, 类 款 项 on the line of the numbers, which may change places" {
    cat > a.txt <<'END'
                           收入决算表
公开部门：临江县示例局                                            金额单位：万元
            项目              本年收入合计    财政拨款收入   其他收入
功能分类科目编码   科目名称
 类   款   项    栏次               1            3        2
            合计                20.04        18.54     1.50
208        社会保障和就业支出          8.54         8.54     0.00
208   05   行政事业单位养老支出         8.54         8.54     0.00
208   05   01   行政单位离退休         8.54         8.54     0.00
213        农林水支出              11.50        10.00     1.50
END
    cells a.txt
    grep -v '/' cells | cut -d'|' -f2,3 | sort -u > names
    printf '%s\n' '|合计' '20805|行政事业单位养老支出' '2080501|行政单位离退休' '208|社会保障和就业支出' '213|农林水支出' | sort | diff - names
    grep -qx '|213|农林水支出|其他收入|1.50' cells
}

@test "栏次 1 栏次 2 counts the columns of 收入 and 支出" {
    cat > a.txt <<'END'
                          收入支出决算总表
编制单位：临江县示例局                                               单位：万元
              收入                                    支出
         项目        行次       决算数              项目        行次   决算数
         栏次                  1               栏次              2
一、财政拨款收入             1         74.09 一、教育支出           4     58.51
二、其他收入               2         13.04 二、住房保障支出         5     28.62
         总计          3         87.13         总计         6     87.13
END
    cells a.txt
    diff cells - <<'END'
in||一、财政拨款收入|收入/决算数|74.09
out||一、教育支出|支出/决算数|58.51
in||二、其他收入|收入/决算数|13.04
out||二、住房保障支出|支出/决算数|28.62
in||总计|收入/决算数|87.13
out||总计|支出/决算数|87.13
END
}

@test "an amount that fills its cell up to the code of the next panel" {
    cat > a.txt <<'END'
                 基本支出决算表
部门：临江县示例局                                   单位：元
科目编码     科目名称       决算数      科目编码    科目名称      决算数
301     工资福利支出  4,856,500.00302     商品和服务支出   56,200.00
30101   基本工资     3,113,600.0030201   办公费        30,000.00
30102   津贴补贴     1,742,900.0030202   印刷费        26,200.00
30103   奖金                   30203   咨询费
30104   加班费                  30204   手续费
END
    cells a.txt
    grep -qx '|30101|基本工资|决算数|3113600.00' cells
    grep -qx '|30201|办公费|决算数|30000.00' cells
    grep -qx '|301|工资福利支出|决算数|4856500.00' cells
}

@test "a title that is the last line of its page; the number of the page stands between it and the table" {
    printf '%s\n' '                 2025年度收入决算表' '编制单位：临江县示例局                         单位：元' '' '' '                  —4—' > a.txt
    printf '\f%s\n' '科目编码   科目名称        合计     基本支出' '201    一般公共服务支出    12.50   12.50' '205    教育支出         2.50    2.50' >> a.txt
    bd extract a.txt
    status_is 0
    awk -F'\t' 'NR == 1 {for (i = 1; i <= NF; i++) c[$i] = i} $c["kind"] == "number" {print $c["table"]}' out | sort -u > titles
    echo 收入决算表 | diff - titles
}

@test "rows as full as the header tell the columns by their order" {
    cat > a.txt <<'END'
                一般公共预算支出表
编制部门：临江县示例局                                                 单位：万元
科目编码     科目名称                 合计      人员经费     公用经费    项目支出
211     节能环保支出             21.11      -    29.63               54.96
21127   住房改革支出         5,875.93      -        -                0.16
2112706 行政运行            3,702.44   222.94   776.81         0.41
2112714 住房公积金              0.14    11.05    43.37         8.81
2112719 机关服务               45.05    91.01      -         32.94
2112740 事业运行            1,853.12   488.15   995.65        12.00
END
    cells a.txt
    grep -qx '|211|节能环保支出|人员经费|-' cells
    grep -qx '|211|节能环保支出|公用经费|29.63' cells
    grep -qx '|2112706|行政运行|人员经费|222.94' cells
}

@test "a code broken by its narrow column, and two columns of names one blank apart" {
    cat > a.txt <<'END'
                支出决算表
编制部门：临江县示例局                          单位：万元
功能分类
科目编码      科目名称         合计     基本支出
20103   政府办公厅（室）事务    78.00   78.00
201030
       行政运行           62.49   62.49
1
201039 其他政府办公厅（室）
                      15.51   15.51
9      事务支出
END
    cells a.txt
    diff cells - <<'END'
|20103|政府办公厅（室）事务|合计|78.00
|20103|政府办公厅（室）事务|基本支出|78.00
|2010301|行政运行|合计|62.49
|2010301|行政运行|基本支出|62.49
|2010399|其他政府办公厅（室）事务支出|合计|15.51
|2010399|其他政府办公厅（室）事务支出|基本支出|15.51
END
    cat > b.txt <<'END'
                     项目支出表
编制部门：临江县示例局                                单位：万元
 类型      项目名称        项目单位      合计     一般公共预算
特定目标类 河道清淤补助资金    临江县水利局      13.35     13.35
特定目标类 办公用房维修      临江县水利局     353.96    353.96
其他运转类 宣传经费        临江县水利局      70.55     70.55
END
    bd extract b.txt
    status_is 0
    awk -F'\t' 'NR == 1 {for (i = 1; i <= NF; i++) c[$i] = i} $c["kind"] == "number" {print $c["name"]}' out | sort -u > names
    printf '%s\n' 办公用房维修 宣传经费 河道清淤补助资金 | sort | diff - names
}

@test "the unit a line lower than the first line of the header" {
    cat > a.txt <<'END'
                             收入总表
单位：临江县教育局
                                本年收入                        上年结转结余
                                                                       单位： 万元
 单位代码    单位名称    合计     小计   一般公共预算  事业收入     小计   一般公共预算
         合计      18.50   15.30    11.20    4.10    3.20     3.20
596001  临江县文化馆   18.50   15.30    11.20    4.10    3.20     3.20
END
    bd extract a.txt
    status_is 0
    awk -F'\t' 'NR == 1 {for (i = 1; i <= NF; i++) c[$i] = i} $c["kind"] == "number" {print $c["col"] "|" $c["value"] $c["unit"]}' out | head -6 > got
    diff got - <<'END'
合计|18.50万元
本年收入/小计|15.30万元
本年收入/一般公共预算|11.20万元
本年收入/事业收入|4.10万元
上年结转结余/小计|3.20万元
上年结转结余/一般公共预算|3.20万元
END
}

@test "a page without a header that lacks a column of amounts is doubtful" {
    printf '%s\n' '              基本支出预算表' '编制部门：临江县示例局                    单位：万元' '科目编码  科目名称       合计    人员经费    公用经费' \
        '301   工资福利支出     49.68   49.68' '302   商品和服务支出    12.25            12.25' > a.txt
    printf '\f%s\n' '303   对个人的补助      8.33    8.33' '310   资本性支出       7.62    7.62' >> a.txt
    bd extract a.txt
    status_is 0
    grep -q 'ambiguous-column' out
}

@test "a part of an amount whose label says its unit has that unit, inferred" {
    tsv > a.txt <<'END'
项目支出绩效目标表
项目名称|康复补助||
年度资金总额（元）|640.00|其中：财政拨款|600.00
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|服务人数|≥120人
END
    bd extract a.txt
    status_is 0
    cols 'name kind value unit inferred' doc
    out_is <<'END'
项目名称|text|康复补助||
年度资金总额（元）|number|640.00|元|
其中：财政拨款|number|600.00|元|unit
产出指标/数量指标/服务人数|target|120|人|
END
}
