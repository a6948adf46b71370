// Finance: three statements, to the last satang. Every number here was read off the printed report.
import assert from "node:assert/strict";
import { spec } from "./harness.mjs";
import { chart, row, rows, settled, text, texts } from "./reader.mjs";

/** The year, the year before, change, change in per cent, common size. */
const words = {
  th: {
    statements: ["งบแสดงฐานะการเงิน", "งบแสดงผลการดำเนินงานทางการเงิน", "งบกระแสเงินสด"],
    assets: "รวมสินทรัพย์",
    liabilities: "รวมหนี้สิน",
    equity: "รวมสินทรัพย์สุทธิ/ส่วนทุน",
    liabilitiesAndEquity: "รวมหนี้สินและสินทรัพย์สุทธิ/ส่วนทุน",
    revenue: "รวมรายได้",
    expenses: "รวมค่าใช้จ่าย",
    surplus: "รายได้สูง (ต่ำ) กว่าค่าใช้จ่ายสุทธิ",
    closing: "เงินสดและรายการเทียบเท่าเงินสดคงเหลือ ณ วันปลายปี",
    difference: "ผลต่าง 0.00 บาท",
    ties: "ลงตัว",
    compared: "รายได้รวม",
    budget: "รายได้จากเงินงบประมาณ",
    subsidies: "ค่าใช้จ่ายจากเงินอุดหนุน",
    left: "รายได้สูงกว่าค่าใช้จ่าย",
    unaudited: /ยังไม่ผ่านการตรวจสอบ/,
  },
  en: {
    statements: ["Statement of financial position", "Statement of financial performance", "Cash flow statement"],
    assets: "Total assets",
    liabilities: "Total liabilities",
    equity: "Total net assets/equity",
    liabilitiesAndEquity: "Total liabilities and net assets/equity",
    revenue: "Total revenue",
    expenses: "Total expenses",
    surplus: "Net surplus (deficit)",
    closing: "Cash and cash equivalents at the end of the year",
    difference: "difference 0.00 baht",
    ties: "Ties",
    compared: "Total revenue",
    budget: "Revenue from the state budget",
    subsidies: "Subsidies",
    left: "Surplus",
    unaudited: /not yet audited/,
  },
};

/** The row of a table with exactly that name, without the name. */
async function exactly(table, name) {
  const found = (await rows(table)).filter(([title]) => title === name);
  assert.equal(found.length, 1, name);
  return found[0].slice(1);
}

for (const [lang, say] of Object.entries(words)) {
  spec(`an accountant reads the three statements to the last satang (${lang})`, async (visitor) => {
    const page = await visitor.open("finance", { lang });
    await settled(page);
    const statements = page.locator("section.statement");
    assert.deepEqual(await texts(statements.getByRole("heading", { level: 2 })), say.statements);
    const [position, performance, cash] = [0, 1, 2].map((index) => statements.nth(index).locator("table"));

    const total = ["9,034,106,099.50", "9,050,592,431.90", "(16,486,332.40)", "−0.18%", "100.00%"];
    assert.deepEqual(await exactly(position, say.assets), total);
    assert.deepEqual(await exactly(position, say.liabilitiesAndEquity), total);
    assert.deepEqual(await exactly(position, say.liabilities), ["32,144,206.87", "73,484,181.36", "(41,339,974.49)", "−56.26%", "0.36%"]);
    assert.deepEqual(await exactly(position, say.equity), ["9,001,961,892.63", "8,977,108,250.54", "24,853,642.09", "+0.28%", "99.64%"]);

    assert.deepEqual(await exactly(performance, say.revenue), ["1,537,250,970.44", "1,556,166,516.33", "(18,915,545.89)", "−1.22%", "100.00%"]);
    assert.deepEqual(await exactly(performance, say.expenses), ["1,512,397,328.35", "1,661,270,580.53", "(148,873,252.18)", "−8.96%", "98.38%"]);
    // A deficit that became a surplus: a change in per cent would say nothing.
    assert.deepEqual(await exactly(performance, say.surplus), ["24,853,642.09", "(105,104,064.20)", "129,957,706.29", "–", "1.62%"]);

    assert.deepEqual(await exactly(cash, say.closing), ["2,469,667,929.25", "2,372,522,829.57", "97,145,099.68", "+4.09%"]);
    assert.match(await text(page.locator("p.note").first()), say.unaudited);
  });

  spec(`an auditor sees that the statements tie in all five ways (${lang})`, async (visitor) => {
    const page = await visitor.open("finance", { lang });
    await settled(page);
    const ties = await texts(page.locator(".ties > li"));
    assert.equal(ties.length, 5);
    for (const tie of ties) {
      assert.ok(tie.startsWith(`✓ ${say.ties} `), tie);
      assert.ok(tie.endsWith(` ${say.difference}`), tie);
    }
  });

  spec(`a citizen follows the money from revenue to surplus, and compares with the year before (${lang})`, async (visitor) => {
    const page = await visitor.open("finance", { lang });
    await settled(page);
    const waterfall = chart(page, "waterfall");
    const steps = await rows(waterfall.locator("table"));
    // Three revenues, their sum, nine expenses, what is left.
    assert.equal(steps.length, 14);
    assert.deepEqual(await row(waterfall.locator("table"), say.budget), ["+1,272.97"]);
    assert.deepEqual(await row(waterfall.locator("table"), say.subsidies), ["−1,163.29"]);
    assert.deepEqual(steps.at(-1), [say.left, "24.85"]);
    const drawn = await texts(waterfall.locator("svg text"));
    for (const [, amount] of steps) assert.ok(drawn.includes(amount), `the waterfall writes ${amount}`);

    const compared = chart(page, "compared");
    assert.deepEqual(await exactly(compared.locator("table"), say.compared), ["1,556.17", "1,537.25", "−1.22%"]);
    assert.equal((await rows(compared.locator("table"))).length, 7);
    const pairs = await texts(compared.locator("svg text"));
    for (const amount of ["1,556.17", "1,537.25", "9,034.11", "32.14", "−56.26%", "2,469.67"]) assert.ok(pairs.includes(amount), `the pairs write ${amount}`);
  });
}
