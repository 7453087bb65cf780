import type { Dialect } from './dialect.ts'
import { createMysqlRowCodec } from './mysql/row-codec.ts'
import { createMysqlScanner } from './mysql/scanner.ts'

/**
 * mysqldump and mariadb-dump: INSERT and REPLACE … VALUES, extended or one row each. Lexical rules:
 * MySQL Reference Manual, "Literal Values" and "Comments", and client/mysql.cc (add_line) for what the
 * client itself takes for a command.
 */
const mysqlInsert: Dialect = {
  name: 'mysql-insert',
  describe: 'a mysqldump or mariadb-dump',
  family: 'mysql',
  syntax: 'mysql-values',
  recognises(head) {
    const text = head.toString('latin1')
    if (/^\/\*M?!999999\\- |^-- (?:MySQL|MariaDB) dump /m.test(text)) return 1
    if (/\/\*!\d{5}|^-- phpMyAdmin/m.test(text)) return 0.9
    return /\b(?:INSERT INTO|CREATE TABLE|REPLACE INTO)\s+`/i.test(text) ? 0.8 : 0
  },
  createScanner: createMysqlScanner,
  createRowCodec: createMysqlRowCodec,
  breakOff: (message) => `\n${message};\n`,
}

export default mysqlInsert
