-- SPDX-License-Identifier: MIT
-- Views over the tables record and finding, for DuckDB and SQLite alike.
--
-- Amounts are whole numbers of 分 (fen): exact in both engines, and 100 of them are a yuan. A cell that is blank or
-- a dash has no amount (NULL), which is not the same as 0. Only amounts of money in 万元, the normal form, count.
DROP VIEW IF EXISTS cell;
CREATE VIEW cell AS
    SELECT doc, CAST(page AS INTEGER) AS page, CAST(line AS INTEGER) AS line, issuer, scope, edition, orgcode, org, CAST(year AS INTEGER) AS year, phase,
        "table" AS tab, side, project, role, CAST(level AS INTEGER) AS level, code, name, col, kind, op, value, unit,
        CASE WHEN kind IN ('number', 'prose') AND unit = '万元' AND value NOT IN ('', '-')
            THEN CAST(ROUND(CAST(value AS DOUBLE PRECISION) * 1000000) AS BIGINT) END AS fen
    FROM (SELECT doc, NULLIF(page, '') AS page, NULLIF(line, '') AS line, coalesce(issuer, '') AS issuer, coalesce(scope, '') AS scope,
            coalesce(edition, '') AS edition, coalesce(orgcode, '') AS orgcode, coalesce(org, '') AS org, NULLIF(year, '') AS year,
            coalesce(phase, '') AS phase, coalesce("table", '') AS "table", coalesce(side, '') AS side, coalesce(project, '') AS project,
            coalesce(role, '') AS role, NULLIF(level, '') AS level, coalesce(code, '') AS code, coalesce(name, '') AS name,
            coalesce(col, '') AS col, kind, coalesce(op, '') AS op, coalesce(value, '') AS value, coalesce(unit, '') AS unit
        FROM record) AS plain;

-- One view for each canonical table: its cells with and without an amount.
DROP VIEW IF EXISTS "收支总表";
CREATE VIEW "收支总表" AS SELECT * FROM cell WHERE tab = '收支总表' AND kind = 'number';
DROP VIEW IF EXISTS "收入总表";
CREATE VIEW "收入总表" AS SELECT * FROM cell WHERE tab = '收入总表' AND kind = 'number';
DROP VIEW IF EXISTS "支出总表";
CREATE VIEW "支出总表" AS SELECT * FROM cell WHERE tab = '支出总表' AND kind = 'number';
DROP VIEW IF EXISTS "财政拨款收支总表";
CREATE VIEW "财政拨款收支总表" AS SELECT * FROM cell WHERE tab = '财政拨款收支总表' AND kind = 'number';
DROP VIEW IF EXISTS "一般公共预算支出表";
CREATE VIEW "一般公共预算支出表" AS SELECT * FROM cell WHERE tab = '一般公共预算支出表' AND kind = 'number';
DROP VIEW IF EXISTS "一般公共预算基本支出表";
CREATE VIEW "一般公共预算基本支出表" AS SELECT * FROM cell WHERE tab = '一般公共预算基本支出表' AND kind = 'number';
DROP VIEW IF EXISTS "三公经费支出表";
CREATE VIEW "三公经费支出表" AS SELECT * FROM cell WHERE tab = '三公经费支出表' AND kind = 'number';
DROP VIEW IF EXISTS "政府性基金预算支出表";
CREATE VIEW "政府性基金预算支出表" AS SELECT * FROM cell WHERE tab = '政府性基金预算支出表' AND kind = 'number';
DROP VIEW IF EXISTS "国有资本经营预算支出表";
CREATE VIEW "国有资本经营预算支出表" AS SELECT * FROM cell WHERE tab = '国有资本经营预算支出表' AND kind = 'number';
DROP VIEW IF EXISTS "政府性基金预算收支表";
CREATE VIEW "政府性基金预算收支表" AS SELECT * FROM cell WHERE tab = '政府性基金预算收支表' AND kind = 'number';
DROP VIEW IF EXISTS "国有资本经营预算收支表";
CREATE VIEW "国有资本经营预算收支表" AS SELECT * FROM cell WHERE tab = '国有资本经营预算收支表' AND kind = 'number';
DROP VIEW IF EXISTS "项目支出表";
CREATE VIEW "项目支出表" AS SELECT * FROM cell WHERE tab = '项目支出表' AND kind = 'number';
DROP VIEW IF EXISTS "机关运行经费表";
CREATE VIEW "机关运行经费表" AS SELECT * FROM cell WHERE tab = '机关运行经费表' AND kind = 'number';
DROP VIEW IF EXISTS "政府采购表";
CREATE VIEW "政府采购表" AS SELECT * FROM cell WHERE tab = '政府采购表' AND kind = 'number';
DROP VIEW IF EXISTS "固定资产表";
CREATE VIEW "固定资产表" AS SELECT * FROM cell WHERE tab = '固定资产表' AND kind = 'number';
DROP VIEW IF EXISTS "整体支出绩效目标表";
CREATE VIEW "整体支出绩效目标表" AS SELECT * FROM cell WHERE tab = '整体支出绩效目标表' AND kind IN ('number', 'target', 'text');
DROP VIEW IF EXISTS "项目支出绩效目标表";
CREATE VIEW "项目支出绩效目标表" AS SELECT * FROM cell WHERE tab = '项目支出绩效目标表' AND kind IN ('number', 'target', 'text');

-- The figures of the narrative; `name` is the subject, parents first.
DROP VIEW IF EXISTS narrative;
CREATE VIEW narrative AS SELECT * FROM cell WHERE kind = 'prose';

-- What a bureau (not one of its units) means to spend, or has spent, in a year: the largest total of its table of
-- expenditure, or of the general table where it has none.
DROP VIEW IF EXISTS spending;
CREATE VIEW spending AS
    SELECT issuer, scope, year, phase, coalesce(max(CASE WHEN tab = '支出总表' THEN fen END), max(fen)) AS fen
    FROM cell
    WHERE kind = 'number' AND level = 0 AND edition = year || '-' || phase
        AND (tab = '支出总表' AND col = '合计' OR tab = '收支总表' AND side = 'out' AND name IN ('支出总计', '总计'))
    GROUP BY issuer, scope, year, phase;

-- The three public expenses of a year, an item a column.
DROP VIEW IF EXISTS sangong;
CREATE VIEW sangong AS
    SELECT issuer, scope, year, phase,
        max(CASE WHEN name = '合计' THEN fen END) AS total,
        max(CASE WHEN name = '因公出国（境）费' THEN fen END) AS abroad,
        max(CASE WHEN name = '公务接待费' THEN fen END) AS reception,
        max(CASE WHEN name = '公务用车购置及运行维护费' THEN fen END) AS car
    FROM "三公经费支出表"
    WHERE edition = year || '-' || phase AND col = '金额'
    GROUP BY issuer, scope, year, phase;
