import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitStatements } from './split-statements.ts'

describe('splitting MySQL and MariaDB SQL', () => {
  it('cuts at semicolons and leaves out what is empty', () => {
    expect(splitStatements('SELECT 1;; SELECT 2 ;\n-- the end\n# really\n')).toEqual([
      'SELECT 1',
      'SELECT 2',
    ])
  })

  it('keeps conditional comments, which the server reads', () => {
    expect(
      splitStatements('/*!40101 SET NAMES utf8mb4 */;\n/* only; talk */;\n/*M!100616 SET @a=1 */;'),
    ).toEqual(['/*!40101 SET NAMES utf8mb4 */', '/*M!100616 SET @a=1 */'])
  })

  it('follows DELIMITER', () => {
    const trigger =
      '/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.b = 1; /* c; */ END */'
    expect(splitStatements(`DELIMITER ;;\n${trigger};;\nDELIMITER ;\nSELECT 1;`)).toEqual([
      trigger,
      'SELECT 1',
    ])
    expect(splitStatements('delimiter $$\nBEGIN a; END$$\ndelimiter ;\nSELECT 2')).toEqual([
      'BEGIN a; END',
      'SELECT 2',
    ])
  })

  it('does not take a column called delimiter for a command', () => {
    expect(splitStatements('SELECT delimiter FROM t; SELECT 1')).toEqual([
      'SELECT delimiter FROM t',
      'SELECT 1',
    ])
  })

  it('takes two hyphens for a comment only before a blank', () => {
    expect(splitStatements('SELECT 5--1; SELECT 2')).toEqual(['SELECT 5--1', 'SELECT 2'])
  })

  it('sees no end inside of anything that hides one', () => {
    const hiding = [
      `'a;b'`,
      `'it''s;'`,
      `'\\';'`,
      `"a;""\\""`,
      '`a;b`',
      '/*;*/ 1',
      `_binary '\\0;\\\\'`,
    ]
    assert(
      property(
        array(array(constantFrom(...hiding), { minLength: 1 }), { minLength: 1 }),
        (statements) => {
          const written = statements.map((parts) => `SELECT ${parts.join(' , ')}`)
          expect(splitStatements(written.join(';\n'))).toEqual(written)
        },
      ),
    )
  })
})
