#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""nonsense.py SEED DOCUMENTS: a record stream of fields drawn from what documents print and from what none does, on stdout."""
import random, sys

FIELDS = {
    'page': ['', '1', 'x'], 'line': ['', '3', '-1'], 'issuer': ['', '某局'], 'scope': ['', 'department', 'unit'],
    'edition': ['', '2023-budget', '2024-final', 'x'], 'orgcode': ['', '401', '401001', '401001,401002'], 'org': ['', '某局', '某局本级'],
    'year': ['', '2023', '2022', '23'], 'phase': ['', 'budget', 'final', 'x'], 'tno': ['', '1', '2'],
    'table': ['', '支出总表', '2023年部门支出预算总表', '收支总表', '部门收支总表', '三公经费支出表', '“三公”经费支出表', '项目支出绩效目标表', '一般公共预算基本支出表',
              '某某表', '单位：万元', '一般公共预算支出表（按功能）', '支出 总表', '固定资产表', '部门固定资产占用情况表'],
    'side': ['', 'in', 'out', 'x'], 'project': ['', '某项目', '1.某项目'], 'row': ['', '1', '2', '3'], 'level': ['', '0', '1', '2', '3', 'x'],
    'role': ['', 'total', 'org', 'item', 'some', 'less', 'x'], 'path': ['', '年初结转', '一、收入/其中'],
    'code': ['', '205', '20502', '2050201', '01', '05', '[208]', '2080505', '301', '30101', '8', '99', '501', '208|05|01', '1', '402001', 'x1', '205 02'],
    'name': ['', '合计', '总计', '小计', '一、教育支出', '1.行政运行', '（一）工资福利支出', '其中：基本工资', '[2080505]机关事业单位基本养老保险缴费支出', '205教育支出',
             '教育支出', '某局', '[401001]某局', '401001 某局本级', '减：某', '　　其中：甲', '年初财政拨款结转和结余', '公务用车购置及运行费', '因公出国（境）费', '-', '/', 'a/b',
             '本年收入合计', '资源勘探信息等支出', 'Ⅰ．甲', '1、2、乙', '（1）（2）丙'],
    'col': ['', '合计', '金额', '预算数', '2023年预算数', '2022年决算数', '收入/预算数', '支出/合计', '支出/2023年预算数/合计', '基本支出/人员经费', '基本支出/小计',
            '项目支出', '上年预算数', '2023年/预算数', '价值（金额单位：万元）', '数量', '决算数/合计', '本年支出/决算数', '人员经费', '公务接待费', '/', '2023年',
            '三公经费/公务接待费', '指标值', '实施期目标/指标值', '比上年增减额', '本年收入/小计'],
    'kind': ['number', 'number', 'number', 'target', 'text', 'note', 'empty', 'prose', 'doubt', 'sum', 'x'], 'op': ['', '>=', '≥', '不低于', '~', 'x'],
    'value': ['', '-', '0', '12', '1234.5', '-3.20', '000', '.5', '1e5', '文字', '12,345', '1.', '≥95%', '12万元', '  '], 'prec': ['', '0', '3', '-2', 'x'],
    'unit': ['', '元', '万元', '亿元', '千元', '%', '个', '万', '平方米', 'x', '人民币元'], 'inferred': ['', 'unit', 'unit,col', 'value']}
TABLE = 'issuer edition tno table project side'.split()
ROW = 'row code name level role path org orgcode kind unit'.split()

rng = random.Random(int(sys.argv[1]))
print('\t'.join(['doc'] + list(FIELDS)))
for doc in range(int(sys.argv[2])):
    last = None
    for _ in range(rng.randrange(1, 30)):
        r = {f: rng.choice(v) for f, v in FIELDS.items()}
        if last and rng.random() < 0.8:  # of the same table, often of the same row
            keep = TABLE + (ROW if rng.random() < 0.5 else [])
            r.update({f: last[f] for f in keep})
        last = r
        print('\t'.join(['%d.txt' % doc] + list(r.values())))
