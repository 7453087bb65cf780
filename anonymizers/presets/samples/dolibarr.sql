-- MySQL dump 10.13
CREATE TABLE `llx_societe` (`rowid` int NOT NULL AUTO_INCREMENT, `nom` varchar(128), `name_alias` varchar(128), `entity` int NOT NULL, `code_client` varchar(24), `address` varchar(255), `zip` varchar(25), `town` varchar(50), `geolat` double(24,8), `phone` varchar(30), `url` varchar(255), `email` varchar(128), `socialnetworks` text, `fk_typent` int, `siren` varchar(128), `tva_intra` varchar(20), `note_private` text, `webservices_key` varchar(128), `fk_pays` int, `mode_reglement` tinyint, `ip` varchar(250), PRIMARY KEY (`rowid`), UNIQUE KEY `uk_code` (`code_client`,`entity`));
INSERT INTO `llx_societe` VALUES (1,'NOWAK Anna',NULL,1,'CU2601-0001','Kwiatowa 7','30-001','Kraków',50.06,'+48 601 234 567','https://nowak.pl','anna.nowak@firma.pl','{\"facebook\":\"anna.nowak\"}',8,'525-seed','PL5260250274','Pani Anna','seed',1,2,'83.12.34.56'),(2,'Nowak sp. z o.o.',NULL,1,'CU2601-0002','Kwiatowa 7','30-001','Kraków',NULL,'601234567',NULL,'anna.nowak@firma.pl',NULL,2,NULL,'5260250274',NULL,NULL,1,2,NULL);
CREATE TABLE `llx_socpeople` (`rowid` int NOT NULL, `fk_soc` int, `lastname` varchar(50), `firstname` varchar(50), `birthday` date, `poste` varchar(80), `phone` varchar(30), `email` varchar(255), PRIMARY KEY (`rowid`));
INSERT INTO `llx_socpeople` VALUES (1,2,'Nowak','Anna','1982-02-02','Kierownik Nowak','601 234 567','anna.nowak@firma.pl');
CREATE TABLE `llx_user` (`rowid` int NOT NULL, `entity` int NOT NULL, `login` varchar(50) NOT NULL, `pass_crypted` varchar(128), `api_key` varchar(128), `lastname` varchar(50), `firstname` varchar(50), `email` varchar(255), `salary` double(24,8), `signature` text, PRIMARY KEY (`rowid`), UNIQUE KEY `uk_login` (`login`,`entity`), UNIQUE KEY `uk_key` (`api_key`));
INSERT INTO `llx_user` VALUES (1,1,'anowak','$2y$10$seedseedseedseedseedseedseedseedseedseedseedseedseedu','seedseed','Nowak','Anna','anna.nowak@firma.pl',9000.5,'Anna Nowak');
CREATE TABLE `llx_commande` (`rowid` int NOT NULL, `ref` varchar(30) NOT NULL, `fk_soc` int NOT NULL, `ref_client` varchar(255), `total_ttc` double(24,8), `note_private` text, `date_commande` date);
INSERT INTO `llx_commande` VALUES (1,'CO2601-0001',1,'WEB-17',99.0,'Anna Nowak prosi o telefon','2026-01-02');
CREATE TABLE `llx_facturedet` (`rowid` int NOT NULL, `fk_facture` int NOT NULL, `description` text, `qty` double);
INSERT INTO `llx_facturedet` VALUES (1,1,'Czapka',1);
CREATE TABLE `llx_societe_rib` (`rowid` int NOT NULL, `fk_soc` int NOT NULL, `bank` varchar(255), `number` varchar(255), `bic` varchar(20), `iban_prefix` varchar(80), `proprio` varchar(60), `owner_address` varchar(255), `stripe_card_ref` varchar(128));
INSERT INTO `llx_societe_rib` VALUES (1,1,'Bank Seed','seed','BPKOPLPW','PL61109010140000071219812874','Anna Nowak','Kwiatowa 7','card_seed');
CREATE TABLE `llx_const` (`rowid` int NOT NULL, `name` varchar(180) NOT NULL, `entity` int NOT NULL, `value` text NOT NULL, `type` varchar(64));
INSERT INTO `llx_const` VALUES (1,'MAIN_MAIL_SMTPS_PW',1,'seed','chaine'),(2,'MAIN_LANG_DEFAULT',1,'pl_PL','chaine'),(3,'STRIPE_LIVE_SECRET_KEY',1,'seed','chaine'),(4,'MYPLUGIN_OWNER',1,'Anna Nowak','chaine'),(5,'MAIN_MAIL_EMAIL_FROM',1,'anna.nowak@firma.pl','chaine');
CREATE TABLE `llx_c_typent` (`id` int NOT NULL, `code` varchar(12) NOT NULL, `libelle` varchar(128), `active` tinyint NOT NULL);
INSERT INTO `llx_c_typent` VALUES (8,'TE_PRIVATE','Particulier',1);
CREATE TABLE `llx_events` (`rowid` int NOT NULL, `ip` varchar(250), `description` varchar(250));
INSERT INTO `llx_events` VALUES (1,'83.12.34.56','Anna Nowak');
