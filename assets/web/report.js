// Draws the curves. Everything they show also stands in the tables.
(function () {
  "use strict";
  const INK = "#2C2622", DIM = "#6A6054", HAIR = "#D3C39C", BAND = "#D9C49A", HISTORY = "#4C555C", VARIANT = "#AE3C17";
  const FIGURES = '"PT Sans Narrow", "Arial Narrow", sans-serif', FOOT = 62;
  const panels = JSON.parse(document.getElementById("panels").textContent);
  const plots = [];

  function number(v) {
    const digits = Math.abs(v) >= 100 || Number.isInteger(v) ? 0 : Math.abs(v) >= 10 ? 1 : 2;
    return v.toLocaleString(document.documentElement.lang || "en", { maximumFractionDigits: digits }).replace("-", "\u2212");
  }

  function band(u, panel) {                       // the record's error band, hatched, behind the curves
    if (panel.low === null || panel.high === null || panel.low === panel.high) return;
    const c = u.ctx, box = u.bbox, k = uPlot.pxRatio;
    const x0 = Math.max(box.left, u.valToPos(panel.low, "x", true)), x1 = Math.min(box.left + box.width, u.valToPos(panel.high, "x", true));
    if (x1 <= x0) return;
    c.save(); c.setLineDash([]);
    c.beginPath(); c.rect(x0, box.top, x1 - x0, box.height); c.clip();
    c.fillStyle = BAND + "AA"; c.fillRect(x0, box.top, x1 - x0, box.height);
    c.strokeStyle = "#B89B61"; c.globalAlpha = 0.5; c.lineWidth = k * 0.6;
    for (let y = box.top + 3 * k; y < box.top + box.height; y += 5 * k) { c.beginPath(); c.moveTo(x0, y); c.lineTo(x1, y); c.stroke(); }
    c.restore();
  }

  function record(u, panel) {
    if (panel.record === null) return;
    const c = u.ctx, box = u.bbox, k = uPlot.pxRatio, x = u.valToPos(panel.record, "x", true);
    c.save(); c.setLineDash([]);
    c.strokeStyle = INK; c.lineWidth = 2.4 * k;
    c.beginPath(); c.moveTo(x, box.top - 4 * k); c.lineTo(x, box.top + box.height); c.stroke();
    c.fillStyle = INK; c.font = "700 " + 14.5 * k + "px " + FIGURES; c.textBaseline = "top";
    const right = x > box.left + box.width * 0.86;
    c.textAlign = right ? "right" : "left";
    c.fillText(number(panel.record), x + (right ? -6 : 6) * k, box.top - 4 * k);
    c.restore();
  }

  function spread(u, quantiles, row, colour, diamond) {      // median and the middle 80 of 100 games
    if (!quantiles) return;
    const c = u.ctx, box = u.bbox, k = uPlot.pxRatio, y = box.top + box.height + (30 + row * 13) * k;
    const [a, m, b] = quantiles.map(v => u.valToPos(v, "x", true));
    c.save();
    c.strokeStyle = c.fillStyle = colour; c.lineWidth = 2.2 * k; c.lineCap = "butt";
    c.setLineDash(diamond ? [7 * k, 3 * k] : []);
    c.beginPath(); c.moveTo(a, y); c.lineTo(b, y); c.stroke(); c.setLineDash([]);
    for (const end of [a, b]) { c.beginPath(); c.moveTo(end, y - 3.5 * k); c.lineTo(end, y + 3.5 * k); c.stroke(); }
    c.beginPath();
    if (diamond) { const r = 6 * k; c.moveTo(m, y - r); c.lineTo(m + r, y); c.lineTo(m, y + r); c.lineTo(m - r, y); c.closePath(); }
    else c.arc(m, y, 4.8 * k, 0, 7);
    c.fill();
    c.restore();
  }

  function series(panel, name, colour, dash) {
    return { label: name, stroke: colour, fill: colour + (dash ? "30" : "5E"), width: 2.4, dash: dash || undefined, points: { show: false },
      paths: panel.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined };
  }

  function draw(panel) {
    const place = document.getElementById(panel.id), under = document.getElementById(panel.id + "-under"), rest = under.innerHTML;
    const height = place.clientHeight;
    const u = new uPlot({
      width: place.clientWidth, height: height, padding: [14, 12, FOOT - 30, 12], legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, range: [panel.from, panel.to] }, y: { range: (_, lo, hi) => [0, (hi || 1) * 1.1] } },
      axes: [{ stroke: INK, font: "700 13px " + FIGURES, size: 30, gap: 4, space: 58, grid: { show: false }, ticks: { stroke: INK, width: 1, size: 5 },
        border: { show: true, stroke: INK, width: 1.4 }, values: (_, ticks) => ticks.map(number) }, { show: false }],
      series: [{}, series(panel, "as in history", HISTORY, null)].concat(panel.variant ? [series(panel, panel.name, VARIANT, [8, 4])] : []),
      hooks: {
        drawClear: [u => band(u, panel)],
        draw: [u => { record(u, panel); spread(u, panel.history_q, 0, HISTORY, false); spread(u, panel.variant_q, 1, VARIANT, true); }],
        setCursor: [u => {
          if (!(u.cursor.left >= 0)) { under.innerHTML = rest; return; }
          const here = u.posToVal(u.cursor.left, "x");
          let i = 0;
          while (i + 1 < panel.x.length && panel.x[i + 1] <= here) i++;
          const told = { x: number(panel.at[i]) + " " + panel.unit, a: Math.round(100 * panel.history_cdf[i]) };
          if (panel.variant) told.b = Math.round(100 * panel.variant_cdf[i]);
          under.textContent = panel.up_to.replace(/{(\w)}/g, (_, name) => told[name]);
        }],
      },
    }, [panel.x, panel.history].concat(panel.variant ? [panel.variant] : []), place);
    plots.push([u, place]);
  }

  function fit() { for (const [u, place] of plots) u.setSize({ width: place.clientWidth, height: place.clientHeight }); }

  const fonts = document.fonts ? Promise.all([document.fonts.load('700 13px "PT Sans Narrow"'), document.fonts.ready]) : Promise.resolve();
  fonts.catch(() => 0).then(() => {
    panels.forEach(draw);
    let waiting = 0;
    window.addEventListener("resize", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(fit); });
    window.addEventListener("beforeprint", fit);
    window.matchMedia("print").addEventListener("change", fit);
    document.documentElement.dataset.drawn = "yes";
  });
})();
