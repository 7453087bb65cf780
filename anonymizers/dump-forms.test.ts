import { describe, expect, it } from 'vitest'
import { maskText } from './mask-text.contract.ts'

/** Dumps as tools write them that no test can call. */
const forms: readonly (readonly [tool: string, dump: string])[] = [
  [
    'HeidiSQL',
    `-- --------------------------------------------------------
-- Host:                         127.0.0.1
-- Server version:               10.11.6-MariaDB - mariadb.org binary distribution
-- HeidiSQL Version:             12.6.0.6765
-- --------------------------------------------------------

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8 */;
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;


-- Dumping database structure for shop
CREATE DATABASE IF NOT EXISTS \`shop\` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci */;
USE \`shop\`;

-- Dumping structure for table shop.old_client
CREATE TABLE IF NOT EXISTS \`old_client\` (
  \`id\` int(11) NOT NULL,
  \`nazwa\` varchar(60) DEFAULT NULL,
  \`opis\` text,
  \`raw\` varbinary(40) DEFAULT NULL,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB DEFAULT CHARSET=latin2;

-- Dumping data for table shop.old_client: ~2 rows (approximately)
INSERT INTO \`old_client\` (\`id\`, \`nazwa\`, \`opis\`, \`raw\`) VALUES
	(1, 'Jan Kowalski', 'x', _binary 0x27005c22),
	(2, 'Ewa', NULL, NULL);

/*!40103 SET TIME_ZONE=IFNULL(@OLD_TIME_ZONE, 'system') */;
/*!40101 SET SQL_MODE=IFNULL(@OLD_SQL_MODE, '') */;
/*!40014 SET FOREIGN_KEY_CHECKS=IFNULL(@OLD_FOREIGN_KEY_CHECKS, 1) */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40111 SET SQL_NOTES=IFNULL(@OLD_SQL_NOTES, 1) */;
`,
  ],
  [
    'Adminer',
    `-- Adminer 4.8.1 MySQL 8.0.35 dump

SET NAMES utf8;
SET time_zone = '+00:00';
SET foreign_key_checks = 0;
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';

SET NAMES utf8mb4;

DROP TABLE IF EXISTS \`old_client\`;
CREATE TABLE \`old_client\` (
  \`id\` int NOT NULL,
  \`nazwa\` varchar(60) DEFAULT NULL,
  \`opis\` text,
  \`raw\` varbinary(40) DEFAULT NULL,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;

TRUNCATE \`old_client\`;
INSERT INTO \`old_client\` (\`id\`, \`nazwa\`, \`opis\`, \`raw\`) VALUES
(1,	'Jan Kowalski',	'x',	UNHEX('27005C22')),
(2,	'Ewa',	NULL,	NULL);

-- 2024-03-01 10:00:00
`,
  ],
  [
    'mysqldump 9.1 with GTIDs and the place of its replica',
    `-- MySQL dump 10.13  Distrib 9.1.0, for Linux (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
-- Server version	9.1.0

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;
SET @@SESSION.SQL_LOG_BIN= 0;

--
-- GTID state at the beginning of the backup 
--

SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,
4e11fa47-71ca-11e1-9e33-c80aa9429562:1-77';

--
-- Position to start replication or point-in-time recovery from
--

CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='binlog.000002', SOURCE_LOG_POS=157;

--
-- Table structure for table \`old_client\`
--

DROP TABLE IF EXISTS \`old_client\`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE \`old_client\` (
  \`id\` int NOT NULL /*!80023 INVISIBLE */,
  \`nazwa\` varchar(60) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL,
  \`opis\` text,
  \`raw\` varbinary(40) DEFAULT (_utf8mb4'x'),
  \`vec\` vector(3) GENERATED ALWAYS AS (_utf8mb4'x') VIRTUAL,
  PRIMARY KEY (\`id\`),
  KEY \`f\` ((lower(\`nazwa\`)))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci /*!80016 DEFAULT ENCRYPTION='N' */;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table \`old_client\`
--

LOCK TABLES \`old_client\` WRITE;
/*!40000 ALTER TABLE \`old_client\` DISABLE KEYS */;
INSERT INTO \`old_client\` (\`id\`, \`nazwa\`, \`opis\`, \`raw\`) VALUES (1,'Jan Kowalski','x',_binary '\\'\\0\\\\\\"'),(2,'Ewa',NULL,NULL);
/*!40000 ALTER TABLE \`old_client\` ENABLE KEYS */;
UNLOCK TABLES;
SET @@SESSION.SQL_LOG_BIN = @MYSQLDUMP_TEMP_LOG_BIN;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
`,
  ],
]

const policy = (treatment: string) => `
policy: 1
purpose: tests of dump forms
source: {engine: mysql}
tables:
  old_client:
    columns:
      "id, opis, raw": {keep: a test}
      nazwa: ${treatment}
`

describe.each(forms)('a dump of %s', (_, dump) => {
  it('is the same when everything is kept', async () => {
    const { output } = await maskText(dump, policy('{keep: a test}'))
    expect(output.toString()).toBe(dump)
  })

  it('is masked in the column that is named, and nowhere else', async () => {
    const { output } = await maskText(dump, policy('{mask: constant, value: X}'))
    expect(output.toString()).toBe(dump.replace(/'(?:Jan Kowalski|Ewa)'/g, "'X'"))
  })
})
