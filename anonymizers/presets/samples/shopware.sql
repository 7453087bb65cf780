-- MySQL dump 10.13
CREATE TABLE `customer` (`id` binary(16) NOT NULL, `customer_number` varchar(255) NOT NULL, `first_name` varchar(255) NOT NULL, `last_name` varchar(255) NOT NULL, `company` varchar(255), `password` varchar(1024), `email` varchar(254) NOT NULL, `vat_ids` json, `birthday` date, `hash` varchar(255), `custom_fields` json, `remote_address` varchar(255), PRIMARY KEY (`id`));
INSERT INTO `customer` VALUES (0x0190A0B0C0D0E0F00102030405060708,'10001','Anna','Nowak','Nowak','$2y$10$seedseedseedseedseedseedseedseedseedseedseedseedseedu','anna.nowak@firma.pl','[\"PL5260250274\"]','1982-02-02','seed','{\"pesel\": \"82020212345\"}','83.12.34.56');
CREATE TABLE `customer_address` (`id` binary(16) NOT NULL, `customer_id` binary(16) NOT NULL, `first_name` varchar(255) NOT NULL, `last_name` varchar(255) NOT NULL, `street` varchar(255) NOT NULL, `zipcode` varchar(50), `city` varchar(70) NOT NULL, `phone_number` varchar(40), `additional_address_line1` varchar(255), PRIMARY KEY (`id`));
INSERT INTO `customer_address` VALUES (0x0190A0B0C0D0E0F00102030405060709,0x0190A0B0C0D0E0F00102030405060708,'Anna','Nowak','Kwiatowa 7','30-001','Kraków','+48 601 234 567','u Nowaków');
CREATE TABLE `order` (`id` binary(16) NOT NULL, `order_number` varchar(64), `deep_link_code` varchar(32), `customer_comment` longtext, `custom_fields` json, PRIMARY KEY (`id`));
INSERT INTO `order` VALUES (0x01,'10000','seedseed','Anna Nowak prosi o telefon',NULL);
CREATE TABLE `order_customer` (`id` binary(16) NOT NULL, `order_id` binary(16) NOT NULL, `email` varchar(254) NOT NULL, `first_name` varchar(255) NOT NULL, `last_name` varchar(255) NOT NULL, `remote_address` varchar(255), PRIMARY KEY (`id`));
INSERT INTO `order_customer` VALUES (0x02,0x01,'anna.nowak@firma.pl','Anna','Nowak','83.12.34.56');
CREATE TABLE `order_address` (`id` binary(16) NOT NULL, `order_id` binary(16) NOT NULL, `first_name` varchar(255) NOT NULL, `last_name` varchar(255) NOT NULL, `street` varchar(255) NOT NULL, `vat_id` varchar(50), PRIMARY KEY (`id`));
INSERT INTO `order_address` VALUES (0x03,0x01,'Anna','Nowak','Kwiatowa 7','PL5260250274');
CREATE TABLE `order_line_item` (`id` binary(16) NOT NULL, `label` varchar(255) NOT NULL, `payload` json);
INSERT INTO `order_line_item` VALUES (0x04,'Czapka','{\"productNumber\": \"CZ-1\", \"options\": [{\"group\": \"Kolor\", \"option\": \"szary\"}], \"engraving\": [\"Anna\"], \"customFields\": {\"haft\": \"Anna\"}}');
CREATE TABLE `system_config` (`id` binary(16) NOT NULL, `configuration_key` varchar(255) NOT NULL, `configuration_value` json NOT NULL);
INSERT INTO `system_config` VALUES (0x05,'core.basicInformation.shopName','{\"_value\": \"Sklep\"}'),(0x06,'SwagPayPal.settings.clientSecret','{\"_value\": \"seed\"}');
CREATE TABLE `integration` (`id` binary(16) NOT NULL, `label` varchar(255) NOT NULL, `access_key` varchar(255) NOT NULL, `secret_access_key` varchar(255) NOT NULL);
INSERT INTO `integration` VALUES (0x07,'ERP','SWIASEED','$2y$10$seedseedseedseedseedseedseedseedseedseedseedseedseedu');
CREATE TABLE `log_entry` (`id` binary(16) NOT NULL, `context` json);
INSERT INTO `log_entry` VALUES (0x08,'{\"mail\": \"anna.nowak@firma.pl\"}');
