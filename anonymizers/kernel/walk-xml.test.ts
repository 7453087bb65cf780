import { XMLValidator } from 'fast-xml-parser'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withListPersons } from '../bind/list-persons.ts'
import { parsePath } from '../policy/path.ts'
import type { Program } from '../programs/program.ts'
import email from '../transformers/email.ts'
import firstName from '../transformers/firstName.ts'
import fullName from '../transformers/fullName.ts'
import { columnOf } from '../transformer.contract.ts'
import { valueMasker } from './masking.fixture.ts'

const constant = (text: string): Program => ({ op: 'constant', text })
const render = (text: string): Program => ({
  op: 'render',
  subject: { domain: 'test', canonical: 'exact' },
  pieces: [{ piece: 'literal', text }],
})
const keep: Program = { op: 'keep' }

const walk = (paths: Readonly<Record<string, Program>>, otherPaths: 'keep' | 'stop' = 'keep') =>
  valueMasker({
    op: 'walk',
    format: 'xml',
    paths: Object.entries(paths).map(([path, program]) => ({
      path: parsePath(path) ?? [],
      program,
    })),
    otherPaths,
  })

describe('the XML walker', () => {
  it.each([
    ['<a><b>x</b></a>', '<a><b>Ż&amp;&lt;"</b></a>'],
    [
      '\ufeff<?xml version="1.0"?>\n<a>\n  <b>\n x </b>\n</a>\n',
      '\ufeff<?xml version="1.0"?>\n<a>\n  <b>\n Ż&amp;&lt;" </b>\n</a>\n',
    ],
    [
      '<n:a xmlns:n="urn:x"><n:b n:c="1">x</n:b></n:a>',
      '<n:a xmlns:n="urn:x"><n:b n:c="1">Ż&amp;&lt;"</n:b></n:a>',
    ],
    ['<a><b><![CDATA[x]]></b><b>y</b></a>', '<a><b><![CDATA[Ż&<"]]></b><b>Ż&amp;&lt;"</b></a>'],
    ['<a><b>x<![CDATA[ & ]]>&#121;</b></a>', '<a><b>Ż&amp;&lt;"</b></a>'],
    ['<a><b>&#379;x</b></a>', '<a><b>&#379;&amp;&lt;"</b></a>'],
    ['<a><b/><b></b><b> </b></a>', '<a><b/><b></b><b> </b></a>'],
    ['<a><c>x</c><d e="&gt;">y</d></a>', '<a><c>x</c><d e="&gt;">y</d></a>'],
  ])('makes %j %j', (input, output) => {
    expect(walk({ '$.a.b': render('Ż&<"') })(input)).toBe(output)
  })

  it('masks attributes between their own quotes', () => {
    const mask = walk({ '$.a.@id': render(`"'<&\n`), '$.a.b.@x': constant('') })
    expect(mask(`<a id = "1" t='2'><b x='y'/></a>`)).toBe(
      `<a id = "&quot;'&lt;&amp;&#10;" t='2'><b x=''/></a>`,
    )
    expect(mask(`<a id='1'/>`)).toBe(`<a id='"&apos;&lt;&amp;&#10;'/>`)
  })

  it('follows every member, the most exact path first', () => {
    const mask = walk({ '$.a.kept': keep, '$.a.*': constant('M') }, 'stop')
    expect(mask('<a x="1"><kept>1<k>2</k></kept><b>2</b><c/></a>')).toBe(
      '<a x="M"><kept>1<k>2</k></kept><b>M</b><c>M</c></a>',
    )
  })

  it('replaces whole elements only by a constant or nothing', () => {
    const document = '<a><b>x<c>y</c></b><d>z</d></a>'
    expect(walk({ '$.a.b': { op: 'null' } })(document)).toBe('<a><b></b><d>z</d></a>')
    expect(walk({ '$.a.b': constant('-') })(document)).toBe('<a><b>-</b><d>z</d></a>')
    expect(() => walk({ '$.a.b': render('-') })(document)).toThrow(/ends at an element/)
  })

  it('cuts CDATA where a mask would end it', () => {
    expect(walk({ '$.a': constant('x]]>y') })('<a><![CDATA[1]]></a>')).toBe(
      '<a><![CDATA[x]]]]><![CDATA[>y]]></a>',
    )
  })

  it.each([
    ['a text', '<a><b>x</b><c>y</c></a>'],
    ['a text beside elements', '<a>y<b>x</b></a>'],
    ['an attribute', '<a><b>x</b><c d="y"/></a>'],
    ['a comment', '<a><b>x</b><!-- y --></a>'],
    ['an instruction', '<?y z?><a><b>x</b></a>'],
    ['an attribute that only pretends to be of a schema', '<a xsi:note="x"><b>x</b></a>'],
    ['a comment behind the root', '<a><b>x</b></a><!-- y -->'],
  ])('stops at %s that no path names', (_, document) => {
    expect(() => walk({ '$.a.b': constant('-') }, 'stop')(document)).toThrow(/named by no path/)
    expect(walk({ '$.a.b': constant('-') }, 'keep')(document)).toContain('<b>-</b>')
  })

  it('passes what says nothing about anybody', () => {
    const document =
      '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="a.xsl"?><!-- --><a xmlns="urn:x" xml:lang="pl" xsi:nil="true"><b>x</b> </a>'
    expect(walk({ '$.a.b': constant('-') }, 'stop')(document)).toBe(document.replace('>x<', '>-<'))
  })

  it('lets elements of a list be persons of their own, and equal in any order of parts', () => {
    const column = columnOf('text')
    const parts = {
      '$.o.r[*].mail': email.compile({}, column),
      '$.o.r[*].first': firstName.compile({}, column),
      '$.o.r[*].@name': fullName.compile({}, column),
    }
    const mask = valueMasker({
      op: 'walk',
      format: 'xml',
      otherPaths: 'stop',
      ...withListPersons(
        Object.entries(parts).map(([path, program]) => ({ path: parsePath(path) ?? [], program })),
        [],
        'c',
      ),
    })
    const one = '<r name="Ab Cd"><first>Jan</first><mail>jan@wp.pl</mail></r>'
    const two = '<r name="Ef Gh"><mail>jan@wp.pl</mail><first>Ewa</first></r>'
    const masked =
      mask(`<o>${one}${two}<r name="Ij Kl"><first>Jan</first><mail>ewa@wp.pl</mail></r></o>`) ?? ''
    const firsts = [...masked.matchAll(/<first>(.*?)<\/first>/g)].map(([, name]) => name)
    const names = [...masked.matchAll(/name="(.*?)"/g)].map(([, name]) => name)
    expect(firsts[0]).toBe(firsts[1])
    expect(names[0]).toBe(names[1])
    expect(names[0]).toMatch(new RegExp(`^${firsts[0]} `))
    expect(names[2]).not.toBe(names[0])
  })

  it.each([
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /DTD/],
    ['<a>&x;</a>', /not XML/],
    ['<a>&#0;</a>', /not XML/],
    ['<a>&</a>', /not XML/],
    ['<a><b></a></b>', /not XML/],
    ['<a>', /not XML/],
    ['<a', /not XML/],
    ['a', /not XML/],
    ['<a/><a/>', /not XML/],
    ['<a/>x', /not XML/],
    ['<a b="1"c="2"/>', /not XML/],
    ['<a b=1/>', /not XML/],
    ['<a b="<"/>', /not XML/],
    ['<a b/>', /not XML/],
    ['<a><![CDATA[x</a>', /not XML/],
    ['<a>]]></a>', /not XML/],
    ['<a><!-- x</a>', /not XML/],
    ['<1a/>', /not XML/],
    ['<a>'.repeat(300) + '</a>'.repeat(300), /not XML/],
  ])('refuses %.40s with its place', (document, message) => {
    expect(() => walk({ '$.a': render('-'), '$.a.@b': render('-') })(document)).toThrow(message)
    expect(() => walk({ '$.a': render('-') })(document)).toThrow(/byte \d+ of the value/)
  })

  it('refuses masks that XML cannot write', () => {
    expect(() => walk({ '$.a': constant('\u0001') })('<a>x</a>')).toThrow(/does not have/)
  })
})

/** Elements hold elements, but for those called `mail`, which hold a text. */
interface Tree {
  readonly name: string
  readonly attributes: readonly (readonly [string, string])[]
  readonly content: string | readonly Tree[]
}

const escape = (text: string) =>
  text.replace(
    /[&<>"]/g,
    (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? '',
  )

/** A text as this serialiser writes it between tags: without blanks around it. */
const text = fc
  .string({ unit: fc.constantFrom(...Array.from('abż&<>"\' ]𝒳')), maxLength: 8 })
  .map((one) => one.trim())
const attributes = fc.uniqueArray(fc.tuple(fc.constantFrom('id', 'x', 'n:y'), text), {
  selector: ([key]) => key,
})
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.record({ name: fc.constantFrom('mail', 'ns:mail'), attributes, content: text }),
    fc.record({
      name: fc.constantFrom('a', 'b', 'ż'),
      attributes,
      content: fc.array(tie('tree'), { maxLength: 3 }),
    }),
  ),
}))

const local = (name: string) => name.replace(/^.*:/, '')

function serialise(
  { name, attributes, content }: Tree,
  change: (path: string, text: string) => string,
  above = '$',
): string {
  const path = `${above}.${local(name)}`
  const own = attributes.map(
    ([key, value]) => ` ${key}="${escape(change(`${path}.@${local(key)}`, value))}"`,
  )
  const inside =
    typeof content === 'string'
      ? escape(change(path, content)).replaceAll('&quot;', '"')
      : content.map((one) => serialise(one, change, path)).join('\n')
  return `<${name}${own.join('')}>${inside}</${name}>`
}

describe('any document', () => {
  it('keeps every byte but those that a path ends at', () => {
    fc.assert(
      fc.property(tree, (one) => {
        const paths = new Set<string>()
        const document = serialise(one, (path, value) => {
          if (/mail$|@[xy]$/.test(path)) paths.add(path)
          return value
        })
        expect(XMLValidator.validate(document)).toBe(true)
        const wanted = serialise(one, (path, value) =>
          value !== '' && paths.has(path) ? '<Ź>' : value,
        )
        const mask = walk(Object.fromEntries([...paths].map((path) => [path, render('<Ź>')])))
        expect(mask(document)).toBe(wanted)
      }),
    )
  })

  it('is refused when it is cut anywhere', () => {
    const document = '<a><mail x="jan@wp.pl">e</mail><b><![CDATA[y]]></b></a>'
    const mask = walk({ '$.a.mail': render('M'), '$.a.mail.@x': render('M') })
    for (let length = 1; length < document.length; length++)
      expect(() => mask(document.slice(0, length))).toThrow(/not XML/)
    expect(mask(document)).toBe('<a><mail x="M">M</mail><b><![CDATA[y]]></b></a>')
  })
})
