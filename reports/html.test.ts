import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, htmlText, joined, trusted } from './html.ts'

/** What a browser would show for text between tags: entities resolved, nothing else touched. */
function shown(markup: string): string {
  const entities: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&#96;': '`',
  }
  return markup.replace(/&(?:amp|lt|gt|quot|#39|#96);/g, (entity) => entities[entity] ?? '')
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><svg onload=alert(1)>',
    '&lt;b&gt;',
    '\u202egnp.exe',
    '\u0000\u001b[31m',
    '\ud800',
  ),
)

describe('html', () => {
  it('lets nothing put in become markup, in text and in attributes', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = htmlText(html`<p title="${value}">${value}</p>`)
        const match = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(text)
        expect(match?.[1]).toBe(match?.[2])
        expect(match).not.toBeNull()
      }),
    )
  })

  it('shows ordinary text as it is', () => {
    const ordinary = fc
      .array(
        fc.constantFrom(
          'a',
          'ą',
          ' ',
          '<',
          '>',
          '&',
          '"',
          "'",
          '`',
          '\n',
          '\t',
          '€',
          '😀',
          '漢',
          '👩\u200d💻',
        ),
      )
      .map((signs) => signs.join(''))
    fc.assert(
      fc.property(ordinary, (value) => {
        expect(shown(htmlText(html`${value}`))).toBe(value)
      }),
    )
  })

  it('makes what is invisible visible', () => {
    expect(htmlText(html`${'a\u0000b\u001b[31mc\rd'}`)).toBe('a␀b␛[31mc␍d')
    expect(htmlText(html`${'\u202egnp.exe\u200b\ufeff\u0085'}`)).toBe(
      '[U+202E]gnp.exe[U+200B][U+FEFF][U+0085]',
    )
    expect(htmlText(html`${'\ud800'}`)).toBe('\ufffd')
  })

  it('keeps markup made by itself, lists of it, and leaves undefined out', () => {
    const items = ['<a>', 'b'].map((item) => html`<i>${item}</i>`)
    expect(htmlText(html`<b>${items}${undefined}</b>`)).toBe('<b><i>&lt;a&gt;</i><i>b</i></b>')
    expect(htmlText(joined(['a', html`<b>b</b>`, 3], ' & '))).toBe('a &amp; <b>b</b> &amp; 3')
    expect(htmlText(html`${trusted('<i>')}`)).toBe('<i>')
  })

  it('refuses places where escaping would not help', () => {
    const value = 'x'
    expect(() => html`<p class=${value}></p>`).toThrow(TypeError)
    expect(() => html`<p onclick="${value}"></p>`).toThrow(TypeError)
    expect(() => html`<p style="color: ${value}"></p>`).toThrow(TypeError)
    expect(() => html`<img src="${value}" />`).toThrow(TypeError)
    expect(() => html`<a href="${value}"></a>`).toThrow(TypeError)
    expect(() => html`<a xlink:href="x${value}"></a>`).toThrow(TypeError)
    expect(() => html`<${value}></p>`).toThrow(TypeError)
    expect(() => html`<p ${value}></p>`).toThrow(TypeError)
    expect(() => html`<p class="${html`"`}"></p>`).toThrow(TypeError)
    expect(htmlText(html`<a href="#${value}"></a>`)).toBe('<a href="#x"></a>')
    expect(htmlText(html`<p id="a" ${html`hidden`}></p>`)).toBe('<p id="a" hidden></p>')
  })
})
