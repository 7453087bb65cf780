import { property, assert, constantFrom, array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitStatements, withoutLeadingComments } from './split-statements.ts'

const texts = (sql: string) => splitStatements(sql).map(({ text }) => text.trim())

describe('splitting PostgreSQL SQL', () => {
  it('cuts at semicolons and leaves out what is empty', () => {
    expect(texts('SELECT 1;; SELECT 2 ;\n-- the end\n')).toEqual(['SELECT 1', 'SELECT 2'])
  })

  it('keeps comments with the statement that follows', () => {
    expect(texts('-- a; b\n/* c; /* d; */ e; */ SELECT 1;')).toEqual([
      '-- a; b\n/* c; /* d; */ e; */ SELECT 1',
    ])
    expect(withoutLeadingComments('-- a\n/* b /* c */ */ SELECT 1')).toBe('SELECT 1')
  })

  it('takes a line that begins with a backslash for a command of the client', () => {
    expect(splitStatements('\\restrict ab;c\nSELECT 1;\n\\unrestrict ab;c')).toEqual([
      { kind: 'client', text: '\\restrict ab;c' },
      { kind: 'sql', text: 'SELECT 1' },
      { kind: 'client', text: '\\unrestrict ab;c' },
    ])
  })

  it('sees no end inside of SQL-standard function bodies', () => {
    const body = `CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END`
    expect(texts(`${body};\nBEGIN;\nSELECT 1;\nCOMMIT;`)).toEqual([
      body,
      'BEGIN',
      'SELECT 1',
      'COMMIT',
    ])
  })

  it('sees no end inside of rules with several actions', () => {
    const rule = 'CREATE RULE r AS ON DELETE TO t DO ALSO (DELETE FROM a; DELETE FROM b)'
    expect(texts(`${rule}; SELECT 1`)).toEqual([rule, 'SELECT 1'])
  })

  it('sees no end inside of anything that hides one', () => {
    const hiding = [
      `'a;b'`,
      `'it''s;'`,
      `E'\\';'`,
      `e'\\\\'`,
      `"a;""b"`,
      '$$a;b$$',
      '$x$a;$$;$x$',
      '/*;*/1',
      'a$1',
      `U&'\\0061;'`,
    ]
    assert(
      property(
        array(array(constantFrom(...hiding), { minLength: 1 }), { minLength: 1 }),
        (statements) => {
          const written = statements.map((parts) => `SELECT ${parts.join(' , ')}`)
          expect(texts(written.join(';\n'))).toEqual(written)
        },
      ),
    )
  })
})
