-- SPDX-License-Identifier: MIT
-- Ten questions, for DuckDB and SQLite alike (views.sql first). Amounts in 万元.

-- 1. What do the three public expenses cost for each person on the staff?
SELECT '1 三公 per head' AS question, s.issuer, s.year, s.phase, s.total / 1000000.0 AS sangong, p.people,
    ROUND(s.total / 1000000.0 / p.people, 2) AS per_head
FROM sangong AS s
JOIN (SELECT issuer, scope, year, phase, max(CAST(value AS INTEGER)) AS people FROM narrative
      WHERE unit = '人' AND (name LIKE '%实有人数' OR name LIKE '%在职人数') GROUP BY issuer, scope, year, phase) AS p
    ON p.issuer = s.issuer AND p.scope = s.scope AND p.year = s.year AND p.phase = s.phase
ORDER BY per_head DESC, s.issuer, s.year;

-- 2. Whose spending grew most since the year before?
SELECT '2 growth' AS question, a.issuer, a.scope, a.year, a.phase, b.fen / 1000000.0 AS before, a.fen / 1000000.0 AS now,
    ROUND((a.fen - b.fen) * 100.0 / b.fen, 1) AS percent
FROM spending AS a
JOIN spending AS b ON b.issuer = a.issuer AND b.scope = a.scope AND b.phase = a.phase AND b.year = a.year - 1
WHERE b.fen > 0
ORDER BY percent DESC, a.issuer, a.year;

-- 3. Which bureaus' sums are off, and how far?
SELECT '3 sums off' AS question, issuer, edition, "table" AS tab, name, col, rule, "left", "right", gap, unit, page, line, why
FROM finding
WHERE result = 'off'
ORDER BY issuer, edition, CAST(id AS INTEGER);

-- 4. How much of the spending is staff?
SELECT '4 staff' AS question, s.issuer, s.scope, s.year, s.phase, max(b.fen) / 1000000.0 AS staff, s.fen / 1000000.0 AS spending,
    ROUND(max(b.fen) * 100.0 / s.fen, 1) AS percent
FROM "一般公共预算基本支出表" AS b
JOIN spending AS s ON s.issuer = b.issuer AND s.scope = b.scope AND s.year = b.year AND s.phase = b.phase
WHERE b.level = 0 AND b.col = '人员经费' AND s.fen > 0
GROUP BY s.issuer, s.scope, s.year, s.phase, s.fen
ORDER BY percent DESC, s.issuer, s.year;

-- 5. What are the ten largest accounts that money is planned for or was spent on?
SELECT '5 largest accounts' AS question, issuer, year, phase, code, name, fen / 1000000.0 AS amount
FROM "支出总表"
WHERE LENGTH(code) = 7 AND col = '合计' AND fen IS NOT NULL
ORDER BY fen DESC, issuer, year, code
LIMIT 10;

-- 6. How much of the income is left from the years before?
SELECT '6 carried over' AS question, issuer, scope, year, phase,
    max(CASE WHEN level = 1 AND name LIKE '%年%结转%' THEN fen END) / 1000000.0 AS carried,
    ROUND(max(CASE WHEN level = 1 AND name LIKE '%年%结转%' THEN fen END) * 100.0 / max(CASE WHEN role = 'total' THEN fen END), 2) AS percent
FROM "收支总表"
WHERE side = 'in'
GROUP BY issuer, scope, year, phase
HAVING max(CASE WHEN level = 1 AND name LIKE '%年%结转%' THEN fen END) IS NOT NULL
ORDER BY percent DESC, issuer, scope, year;

-- 7. Who has no money planned for travel abroad: 0 printed, or the cell left blank?
SELECT '7 nothing abroad' AS question, issuer, year, phase, CASE WHEN abroad IS NULL THEN 'blank' ELSE '0' END AS printed
FROM sangong
WHERE coalesce(abroad, 0) = 0
ORDER BY issuer, year;

-- 8. What came new, and what is gone, since the year before?
SELECT '8 new and gone' AS question, issuer, year, phase, code, name, what, fen / 1000000.0 AS amount
FROM (SELECT a.issuer, a.scope, a.year, a.phase, a.code, a.name, 'new' AS what, a.fen
      FROM "支出总表" AS a
      WHERE LENGTH(a.code) = 7 AND a.col = '合计' AND a.fen IS NOT NULL
          AND EXISTS (SELECT 1 FROM spending AS s WHERE s.issuer = a.issuer AND s.scope = a.scope AND s.phase = a.phase AND s.year = a.year - 1)
          AND NOT EXISTS (SELECT 1 FROM "支出总表" AS b WHERE b.issuer = a.issuer AND b.scope = a.scope AND b.phase = a.phase
              AND b.year = a.year - 1 AND b.code = a.code)
      UNION ALL
      SELECT b.issuer, b.scope, b.year + 1, b.phase, b.code, b.name, 'gone', b.fen
      FROM "支出总表" AS b
      WHERE LENGTH(b.code) = 7 AND b.col = '合计' AND b.fen IS NOT NULL
          AND EXISTS (SELECT 1 FROM spending AS s WHERE s.issuer = b.issuer AND s.scope = b.scope AND s.phase = b.phase AND s.year = b.year + 1)
          AND NOT EXISTS (SELECT 1 FROM "支出总表" AS a WHERE a.issuer = b.issuer AND a.scope = b.scope AND a.phase = b.phase
              AND a.year = b.year + 1 AND a.code = b.code)) AS moved
ORDER BY issuer, year, what, code;

-- 9. What is bought from outside, and how much of the spending is it?
SELECT '9 procurement' AS question, n.issuer, n.year, n.phase, max(n.fen) / 1000000.0 AS procurement,
    ROUND(max(n.fen) * 100.0 / s.fen, 1) AS percent
FROM narrative AS n
JOIN spending AS s ON s.issuer = n.issuer AND s.scope = n.scope AND s.year = n.year AND s.phase = n.phase
WHERE n.name LIKE '政府采购%' AND n.name NOT LIKE '%/%' AND n.col = '金额' AND s.fen > 0
GROUP BY n.issuer, n.year, n.phase, s.fen
ORDER BY percent DESC, n.issuer, n.year;

-- 10. Which performance targets can be counted, and which are words only?
SELECT '10 targets' AS question, issuer, year, phase, tab,
    sum(CASE WHEN kind = 'target' AND unit || op <> '' THEN 1 ELSE 0 END) AS counted,
    sum(CASE WHEN kind = 'target' AND unit || op = '' THEN 1 ELSE 0 END) AS words
FROM cell
WHERE kind = 'target'
GROUP BY issuer, year, phase, tab
ORDER BY issuer, year, tab;
