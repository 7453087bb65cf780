import { describe, expect, it } from 'vitest'
import { leftOut, withoutDefiner } from './leave-out.ts'

describe('what of a MySQL dump is not loaded', () => {
  it.each([
    ['USE `production`', 'databases'],
    [
      'CREATE DATABASE /*!32312 IF NOT EXISTS*/ `production` /*!40100 DEFAULT CHARACTER SET utf8mb4 */',
      'databases',
    ],
    ['/*!40000 DROP DATABASE IF EXISTS `production`*/', 'databases'],
    [`-- GTID\nSET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '1-2-3'`, 'server settings'],
    ['SET @@SESSION.SQL_LOG_BIN= 0', 'server settings'],
    [`CHANGE MASTER TO MASTER_LOG_FILE='a'`, 'replication'],
    [`GRANT ALL ON *.* TO 'a'@'%'`, 'accounts'],
  ])('%s', (statement, called) => expect(leftOut(statement)).toBe(called))

  it.each([
    'CREATE TABLE `use` (a int)',
    '/*!40101 SET NAMES utf8mb4 */',
    'DROP TABLE IF EXISTS `schema`',
  ])('loads %s', (statement) => expect(leftOut(statement)).toBeUndefined())
})

describe('taking the definer out', () => {
  it.each([
    [
      '/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x=1 */',
      '/*!50003 CREATE*/ /*!50017 */ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x=1 */',
    ],
    ['CREATE DEFINER=`a b`@`%` PROCEDURE p() SELECT 1', 'CREATE  PROCEDURE p() SELECT 1'],
    [
      "CREATE DEFINER='x'@'10.0.%' FUNCTION f() RETURNS int RETURN 1",
      'CREATE  FUNCTION f() RETURNS int RETURN 1',
    ],
    [
      '/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */',
      '/*!50013  SQL SECURITY DEFINER */',
    ],
  ])('%s', (statement, wanted) => expect(withoutDefiner(statement)).toBe(wanted))

  it('leaves text inside of a body alone', () => {
    const routine = "CREATE PROCEDURE p() SELECT 'DEFINER=`a`@`b`'"
    expect(withoutDefiner(routine)).toBe(routine)
    const insert = "INSERT INTO t VALUES ('CREATE DEFINER=`a`@`b` VIEW')"
    expect(withoutDefiner(insert)).toBe(insert)
  })
})
