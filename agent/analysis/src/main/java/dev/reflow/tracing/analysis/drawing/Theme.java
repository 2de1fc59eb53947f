package dev.reflow.tracing.analysis.drawing;

/** The style sheet of all drawings. Immutable. */
final class Theme {

  /** The class of what failed. */
  static final String ERROR = "err";

  static final String STYLE =
      """

      svg{--page:#ffffff;--ink:#1c2430;--soft:#5d6b7c;--line:#c9d1da;--card:#f6f8fa;--area:#f0f3f7;
      --t0:#7d8b9c;--t1:#1f8fce;--t2:#17936a;--t3:#c98a00;--t4:#d9540b;--err:#d1104a;--sought:#1c2430;
      font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
      @media (prefers-color-scheme:dark){svg{--page:#12161c;--ink:#e6ebf1;--soft:#98a6b6;--line:#3a4552;
      --card:#1d242d;--area:#171d25;--t0:#8f9daf;--t1:#4db2ea;--t2:#35c392;--t3:#efb73a;--t4:#ff8a4c;
      --err:#ff5c86;--sought:#e6ebf1}}
      text{fill:var(--ink);font-size:12px}
      .page{fill:var(--page)}
      .area{fill:var(--area);stroke:var(--line)}
      .card{fill:var(--card);stroke:var(--soft)}
      .outside{stroke-dasharray:4 3}
      .rule{stroke:var(--line);fill:none}
      .h{font-size:15px;font-weight:600}
      .name{font-weight:600}
      .soft{fill:var(--soft);font-size:11px}
      .mid{text-anchor:middle}
      .end{text-anchor:end}
      .halo{paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}
      .l{fill:none;stroke-linejoin:round;stroke-linecap:round}
      .t0 .l{stroke:var(--t0)}.t1 .l{stroke:var(--t1)}.t2 .l{stroke:var(--t2)}
      .t3 .l{stroke:var(--t3)}.t4 .l{stroke:var(--t4)}.err .l{stroke:var(--err);stroke-dasharray:7 4}
      .t0 .a{fill:var(--t0)}.t1 .a{fill:var(--t1)}.t2 .a{fill:var(--t2)}
      .t3 .a{fill:var(--t3)}.t4 .a{fill:var(--t4)}.err .a,.bad{fill:var(--err)}
      .small{font-size:11px}
      .pale{opacity:.4}.pale.t3{opacity:.65}.pale.t4,.pale.err,.pale:hover{opacity:1}
      .port{fill:var(--page);stroke:var(--soft)}
      .sought{fill:none;stroke:var(--sought);stroke-width:1.5px}
      .e:hover .l{stroke:var(--ink)}.e:hover .a{fill:var(--ink)}
      """;

  private Theme() {}
}
