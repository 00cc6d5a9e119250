/** Two colours that colour-blind people can distinguish (Okabe and Ito), and a hatch for one of them, for printing in grey. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--faint:#d0d7de;--paper:#fff;--card:#f6f8fa;--warm:#b5530a;--warm-fill:#e8974a;--cool:#0b5cad;--cool-fill:#7fb4e6;--main:#1b1f24;--grey:#8c959f33;--bad:#b42318;--good:#1a7f37;--doubt:#8a5a00;--box:#fff8e5;--box-edge:#d9b24c}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa5b1;--faint:#373e47;--paper:#0d1117;--card:#161b22;--warm:#f0a35e;--warm-fill:#a85f1c;--cool:#6cb0f5;--cool-fill:#2b5f94;--main:#e6edf3;--grey:#8c959f2e;--bad:#ff7b72;--good:#56d364;--doubt:#e3b341;--box:#241d0d;--box-edge:#6b5521}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:74rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.35rem;line-height:1.45;font-weight:500;margin:0 0 .5rem;max-width:62rem}
h2{font-size:1.05rem;line-height:1.35;margin:0 0 .25rem}
p{margin:0 0 .5rem}
.facts,.note,figcaption p,footer{color:var(--soft);font-size:.9rem}
.mind{background:var(--box);border:1px solid var(--box-edge);border-radius:8px;padding:.75rem 1rem;margin:1rem 0}
.mind ul{margin:.25rem 0 0;padding-left:1.2rem}
.mind li{margin:.15rem 0}
.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem;margin:1rem 0}
figure,.points,.against{margin:0;background:var(--card);border:1px solid var(--faint);border-radius:8px;padding:1rem;min-width:0}
svg{display:block;width:100%;height:auto;margin:.5rem 0;overflow:visible}
svg text{fill:var(--ink);font-family:inherit}
svg .tick,svg .axis,svg .name{font-size:14px}
svg .tick,svg .axis{fill:var(--soft)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.4rem 0 0;padding:0;font-size:.85rem}
.legend li{display:flex;align-items:center;gap:.4rem}.legend svg{width:28px;height:12px;margin:0;flex:none}
.grid{stroke:var(--faint);stroke-width:.6}
.bar{stroke-width:1.5;fill-opacity:.75}
.bar.genuine{fill:url(#hatch);stroke:var(--warm);fill-opacity:1}
.bar.impostor{fill:var(--cool-fill);stroke:var(--cool)}
.hatch-back{fill:var(--warm-fill);fill-opacity:.35}.hatch-line{stroke:var(--warm);stroke-width:2}
.line{fill:none;stroke-width:2}
.line.genuine{stroke:var(--warm);stroke-dasharray:6 3}
.line.impostor,.line.this{stroke:var(--cool)}
.line.other{stroke:var(--warm);stroke-dasharray:6 3}
.line.dash-1{stroke-dasharray:2 3}.line.dash-2{stroke-dasharray:9 3 2 3}.line.dash-3{stroke-dasharray:1 5}
.ceiling{fill:none;stroke-width:1.2;stroke-dasharray:1 3}.ceiling.genuine{stroke:var(--warm)}.ceiling.impostor{stroke:var(--cool)}
.band{stroke:none;fill-opacity:.25}
.band.genuine,.band.other{fill:var(--warm-fill)}.band.impostor,.band.this{fill:var(--cool-fill)}
.diagonal{fill:none;stroke:var(--soft);stroke-width:.8;stroke-dasharray:1 3}
line.mark{stroke:var(--soft);stroke-width:1;stroke-dasharray:3 3}
line.mark.main{stroke:var(--main);stroke-width:1.8;stroke-dasharray:none}
text.mark{font-size:14px;fill:var(--soft)}
text.mark.main{fill:var(--main);font-weight:600}
.dot{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
.dot.main{fill:var(--main)}
.dot.impostor{fill:var(--cool);stroke:var(--cool)}.dot.genuine{fill:var(--warm);stroke:var(--warm)}
.whisker{fill:none;stroke-width:2}.whisker.impostor{stroke:var(--cool)}.whisker.genuine{stroke:var(--warm)}
.unmeasured{fill:var(--grey)}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-top:1px solid var(--faint);vertical-align:top}
th .note{font-weight:400}
thead th{border-top:0;color:var(--soft);font-weight:600}
.scroll{overflow-x:auto}
details{margin-top:.25rem}summary{cursor:pointer;color:var(--soft);font-size:.9rem}
.gauge{height:10px;width:100%;max-width:9rem;margin:.2rem 0 0}
.met{color:var(--good)}.missed{color:var(--bad)}.not-shown{color:var(--doubt)}.answer{font-weight:600;white-space:nowrap}
code{font:.85em ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
footer{margin-top:1.25rem}
footer dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:.5rem 0}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
@media(max-width:42rem){main{padding:1rem .75rem 2rem}h1{font-size:1.15rem}figure,.points{padding:.75rem}
.points table,.points tbody,.points tr,.points td,.points th[scope=row]{display:block}.points thead{display:none}.points tr{border-top:1px solid var(--faint);padding:.5rem 0}
.points td,.points th[scope=row]{border:0;padding:.1rem 0}.points td::before{content:attr(data-label);display:block;color:var(--soft);font-size:.8rem}
footer dl{grid-template-columns:1fr}}
@media print{:root{color-scheme:light}@page{size:A4;margin:12mm}body{font-size:10.5px}main{padding:0;max-width:none}h1{font-size:15px}h2{font-size:11.5px}.pictures{grid-template-columns:1fr 1fr;gap:3mm}figure,.points,.against,.mind{break-inside:avoid;padding:2.5mm;border-radius:0}details{display:none}.facts,.note,.legend,figcaption p,footer,table{font-size:9px}svg{margin:1mm 0}footer{break-inside:avoid}}
`;
