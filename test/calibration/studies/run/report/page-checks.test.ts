import { describe, expect, it } from 'vitest';
import { countMarks, figureOf, idsOf, linksOf, pageIssues, tagIssues, visibleText } from './page-checks.js';

describe('page checks', () => {
  it('tagIssues finds what is open, crossed or superfluous', () => {
    expect(tagIssues('<p>a<br>b<svg><path d="M0>"/></svg></p>')).toEqual([]);
    expect(tagIssues('<p><b>a</b>')).toEqual(['<p> is left open']);
    expect(tagIssues('<p><b>a</p></b>')).toHaveLength(2);
    expect(tagIssues('a</p>')).toEqual(['</p> closes <nothing> at 1']);
  });

  it('the other checks read what they say', () => {
    expect(idsOf('<a id="x"><b id="y">')).toEqual(['x', 'y']);
    expect(linksOf('<a href="h"><img src="s">')).toEqual(['h', 's']);
    expect(visibleText('<p title="no">yes</p><pre>no</pre>').trim()).toBe('yes');
    expect(figureOf('<figure id="a">1</figure><figure id="b">2</figure>', 'b')).toBe('<figure id="b">2');
    expect(
      countMarks(
        '<g class="mark-rule role-mark x"><line/><line/></g><g class="mark-rule role-axis"><line/></g>',
        'rule',
      ),
    ).toBe(2);
  });

  it('pageIssues finds ids twice, script, raw missing values and dead links', () => {
    expect(pageIssues('<p id="a">1 <a href="#a">2</a></p>')).toEqual([]);
    expect(pageIssues('<p id="a">NaN</p><p id="a">null</p><script></script><a href="#b">x</a>')).toEqual([
      'id twice: a',
      '<script',
      'NaN',
      'null',
      'no such place: b',
    ]);
  });
});
