-- Shop database of the example: MariaDB 10.11, a schema of our own in the manner of the big shop
-- platforms. Money is in the order's currency, gross; times are UTC.

SET NAMES utf8mb4;

CREATE TABLE customer_groups (
  id int unsigned NOT NULL AUTO_INCREMENT,
  code varchar(32) NOT NULL,
  name varchar(64) NOT NULL,
  discount_percent decimal(5,2) NOT NULL DEFAULT 0.00,
  PRIMARY KEY (id),
  UNIQUE KEY customer_groups_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE customers (
  id int unsigned NOT NULL AUTO_INCREMENT,
  number varchar(16) NOT NULL COMMENT 'shown to the customer: K0000123',
  group_id int unsigned NOT NULL,
  kind enum('person','company') NOT NULL DEFAULT 'person',
  email varchar(190) NOT NULL,
  password_hash varchar(255) DEFAULT NULL,
  first_name varchar(64) NOT NULL,
  last_name varchar(96) NOT NULL,
  company varchar(160) DEFAULT NULL,
  tax_id varchar(20) DEFAULT NULL COMMENT 'NIP, as the customer typed it',
  vat_id varchar(20) DEFAULT NULL COMMENT 'EU VAT number with country prefix',
  phone varchar(32) DEFAULT NULL,
  birth_date date DEFAULT NULL,
  gender enum('f','m') DEFAULT NULL,
  locale char(5) NOT NULL DEFAULT 'pl_PL',
  preferences longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(preferences)),
  profile_php text DEFAULT NULL COMMENT 'written by the old loyalty module with serialize()',
  registration_ip varchar(45) DEFAULT NULL,
  last_login_at datetime DEFAULT NULL,
  is_active tinyint(1) NOT NULL DEFAULT 1,
  created_at datetime NOT NULL DEFAULT current_timestamp(),
  updated_at datetime NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (id),
  UNIQUE KEY customers_email (email),
  UNIQUE KEY customers_number (number),
  KEY customers_last_name (last_name, first_name),
  CONSTRAINT customers_group FOREIGN KEY (group_id) REFERENCES customer_groups (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE addresses (
  id int unsigned NOT NULL AUTO_INCREMENT,
  customer_id int unsigned NOT NULL,
  kind enum('billing','shipping') NOT NULL,
  first_name varchar(64) NOT NULL,
  last_name varchar(96) NOT NULL,
  company varchar(160) DEFAULT NULL,
  tax_id varchar(20) DEFAULT NULL,
  street varchar(160) NOT NULL COMMENT 'street with house number',
  postcode varchar(12) NOT NULL,
  city varchar(96) NOT NULL,
  country char(2) NOT NULL DEFAULT 'PL',
  phone varchar(32) DEFAULT NULL,
  is_default tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY addresses_customer (customer_id),
  CONSTRAINT addresses_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE consents (
  id int unsigned NOT NULL AUTO_INCREMENT,
  customer_id int unsigned NOT NULL,
  kind enum('terms','newsletter','profiling','phone') NOT NULL,
  granted tinyint(1) NOT NULL,
  source varchar(64) NOT NULL COMMENT 'where the decision came from: checkout, account, marketing/link',
  ip varchar(45) DEFAULT NULL,
  granted_at datetime DEFAULT NULL,
  withdrawn_at datetime DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY consents_one (customer_id, kind),
  CONSTRAINT consents_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE categories (
  id int unsigned NOT NULL AUTO_INCREMENT,
  parent_id int unsigned DEFAULT NULL,
  name varchar(96) NOT NULL,
  slug varchar(96) NOT NULL,
  position int NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY categories_slug (slug),
  CONSTRAINT categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE products (
  id int unsigned NOT NULL AUTO_INCREMENT,
  sku varchar(32) NOT NULL,
  ean varchar(14) DEFAULT NULL,
  category_id int unsigned DEFAULT NULL,
  name varchar(190) NOT NULL,
  description text DEFAULT NULL,
  price_gross decimal(12,2) NOT NULL,
  vat_rate decimal(4,2) NOT NULL DEFAULT 23.00,
  weight_grams int unsigned DEFAULT NULL,
  attributes longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(attributes)),
  is_active tinyint(1) NOT NULL DEFAULT 1,
  created_at datetime NOT NULL DEFAULT current_timestamp(),
  updated_at datetime NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (id),
  UNIQUE KEY products_sku (sku),
  KEY products_ean (ean),
  CONSTRAINT products_category FOREIGN KEY (category_id) REFERENCES categories (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE product_stock (
  product_id int unsigned NOT NULL,
  available int NOT NULL DEFAULT 0 COMMENT 'what may be sold',
  buyable tinyint(1) NOT NULL DEFAULT 0,
  updated_at datetime NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (product_id),
  CONSTRAINT product_stock_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE stock_log (
  id int unsigned NOT NULL AUTO_INCREMENT,
  product_id int unsigned NOT NULL,
  before_available int NOT NULL,
  after_available int NOT NULL,
  logged_at datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  KEY stock_log_product (product_id, logged_at),
  CONSTRAINT stock_log_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

-- A cart of a customer, or of a visitor who may have typed an e-mail.
CREATE TABLE carts (
  id int unsigned NOT NULL AUTO_INCREMENT,
  session_id char(40) NOT NULL,
  customer_id int unsigned DEFAULT NULL,
  guest_email varchar(190) DEFAULT NULL,
  contents longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(contents)),
  updated_at datetime NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (id),
  UNIQUE KEY carts_session (session_id),
  CONSTRAINT carts_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE orders (
  id int unsigned NOT NULL AUTO_INCREMENT,
  number varchar(20) NOT NULL COMMENT 'shown to the customer: 2026-000123',
  customer_id int unsigned DEFAULT NULL COMMENT 'NULL: guest',
  email varchar(190) NOT NULL,
  phone varchar(32) DEFAULT NULL,
  status enum('new','paid','processing','on_hold','shipped','completed','cancelled') NOT NULL DEFAULT 'new',
  currency char(3) NOT NULL DEFAULT 'PLN',
  total_gross decimal(12,2) NOT NULL,
  vat_id varchar(20) DEFAULT NULL COMMENT 'EU VAT number given for this order',
  shipping_method enum('courier','parcel_locker','pickup') NOT NULL DEFAULT 'courier',
  pickup_point varchar(16) DEFAULT NULL,
  customer_comment text DEFAULT NULL,
  checkout_json longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(checkout_json)),
  ip varchar(45) DEFAULT NULL,
  erp_number varchar(32) DEFAULT NULL COMMENT 'written back by the integration',
  placed_at datetime NOT NULL DEFAULT current_timestamp(),
  paid_at datetime DEFAULT NULL,
  updated_at datetime NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (id),
  UNIQUE KEY orders_number (number),
  KEY orders_customer (customer_id),
  KEY orders_status (status, erp_number),
  KEY orders_email (email),
  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL,
  CONSTRAINT orders_point CHECK (pickup_point IS NOT NULL OR shipping_method <> 'parcel_locker')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

-- Addresses as they were when the order was placed; later changes of the customer do not reach them.
CREATE TABLE order_addresses (
  id int unsigned NOT NULL AUTO_INCREMENT,
  order_id int unsigned NOT NULL,
  kind enum('billing','shipping') NOT NULL,
  first_name varchar(64) NOT NULL,
  last_name varchar(96) NOT NULL,
  company varchar(160) DEFAULT NULL,
  tax_id varchar(20) DEFAULT NULL,
  street varchar(160) NOT NULL,
  postcode varchar(12) NOT NULL,
  city varchar(96) NOT NULL,
  country char(2) NOT NULL DEFAULT 'PL',
  phone varchar(32) DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY order_addresses_one (order_id, kind),
  CONSTRAINT order_addresses_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE order_lines (
  id int unsigned NOT NULL AUTO_INCREMENT,
  order_id int unsigned NOT NULL,
  position smallint unsigned NOT NULL,
  product_id int unsigned DEFAULT NULL COMMENT 'NULL: the product was deleted since',
  sku varchar(32) NOT NULL,
  name varchar(190) NOT NULL,
  quantity int unsigned NOT NULL,
  unit_price_gross decimal(12,2) NOT NULL,
  vat_rate decimal(4,2) NOT NULL,
  line_gross decimal(12,2) AS (quantity * unit_price_gross) STORED,
  PRIMARY KEY (id),
  UNIQUE KEY order_lines_position (order_id, position),
  KEY order_lines_product (product_id),
  CONSTRAINT order_lines_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT order_lines_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE SET NULL,
  CONSTRAINT order_lines_quantity CHECK (quantity > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE payments (
  id int unsigned NOT NULL AUTO_INCREMENT,
  order_id int unsigned NOT NULL,
  provider varchar(16) NOT NULL COMMENT 'payu, blik, transfer, cod',
  external_id varchar(48) DEFAULT NULL COMMENT 'payment id at the provider',
  status enum('pending','completed','failed','refunded') NOT NULL DEFAULT 'pending',
  amount decimal(12,2) NOT NULL,
  currency char(3) NOT NULL DEFAULT 'PLN',
  payer_name varchar(160) DEFAULT NULL,
  payer_iban varchar(34) DEFAULT NULL,
  payload longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(payload)),
  created_at datetime NOT NULL DEFAULT current_timestamp(),
  completed_at datetime DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY payments_external (provider, external_id),
  KEY payments_order (order_id),
  CONSTRAINT payments_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE shipments (
  id int unsigned NOT NULL AUTO_INCREMENT,
  order_id int unsigned NOT NULL,
  carrier varchar(32) NOT NULL,
  tracking_number varchar(48) DEFAULT NULL,
  status enum('announced','in_transit','delivered','returned') NOT NULL DEFAULT 'announced',
  receiver_name varchar(160) DEFAULT NULL,
  receiver_phone varchar(32) DEFAULT NULL,
  created_at datetime NOT NULL DEFAULT current_timestamp(),
  delivered_at datetime DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY shipments_tracking (carrier, tracking_number),
  KEY shipments_order (order_id),
  CONSTRAINT shipments_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE order_history (
  id int unsigned NOT NULL AUTO_INCREMENT,
  order_id int unsigned NOT NULL,
  status varchar(32) NOT NULL,
  comment text DEFAULT NULL,
  author varchar(96) NOT NULL DEFAULT 'system',
  created_at datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  KEY order_history_order (order_id, created_at),
  CONSTRAINT order_history_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE newsletter_subscribers (
  id int unsigned NOT NULL AUTO_INCREMENT,
  email varchar(190) NOT NULL,
  first_name varchar(64) DEFAULT NULL,
  status enum('pending','subscribed','unsubscribed') NOT NULL,
  unsubscribe_token char(32) NOT NULL,
  ip varchar(45) DEFAULT NULL,
  subscribed_at datetime DEFAULT NULL,
  unsubscribed_at datetime DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY newsletter_subscribers_email (email),
  UNIQUE KEY newsletter_subscribers_token (unsubscribe_token)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE product_reviews (
  id int unsigned NOT NULL AUTO_INCREMENT,
  product_id int unsigned NOT NULL,
  customer_id int unsigned DEFAULT NULL,
  author_name varchar(96) NOT NULL,
  rating tinyint unsigned NOT NULL,
  body text DEFAULT NULL,
  created_at datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  KEY product_reviews_product (product_id),
  CONSTRAINT product_reviews_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
  CONSTRAINT product_reviews_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL,
  CONSTRAINT product_reviews_rating CHECK (rating BETWEEN 1 AND 5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE sessions (
  id char(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  customer_id int unsigned DEFAULT NULL,
  data longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(data)),
  expires_at datetime NOT NULL,
  PRIMARY KEY (id),
  KEY sessions_expires (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE admin_users (
  id int unsigned NOT NULL AUTO_INCREMENT,
  login varchar(64) NOT NULL,
  email varchar(190) NOT NULL,
  display_name varchar(128) NOT NULL,
  password_hash varchar(255) NOT NULL,
  totp_secret varchar(64) DEFAULT NULL,
  last_login_ip varchar(45) DEFAULT NULL,
  last_login_at datetime DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY admin_users_login (login),
  UNIQUE KEY admin_users_email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE TABLE api_keys (
  id int unsigned NOT NULL AUTO_INCREMENT,
  name varchar(64) NOT NULL,
  secret varchar(128) NOT NULL,
  admin_user_id int unsigned DEFAULT NULL,
  created_at datetime NOT NULL DEFAULT current_timestamp(),
  revoked_at datetime DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY api_keys_secret (secret),
  CONSTRAINT api_keys_admin_user FOREIGN KEY (admin_user_id) REFERENCES admin_users (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;

CREATE VIEW order_summary AS
  SELECT o.id, o.number, o.status, o.placed_at, o.total_gross, o.erp_number,
         count(l.id) AS line_count, coalesce(sum(l.quantity), 0) AS piece_count
  FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id
  GROUP BY o.id, o.number, o.status, o.placed_at, o.total_gross, o.erp_number;

DELIMITER ;;

CREATE TRIGGER product_stock_after_update AFTER UPDATE ON product_stock FOR EACH ROW
BEGIN
  IF OLD.available <> NEW.available THEN
    INSERT INTO stock_log (product_id, before_available, after_available)
    VALUES (NEW.product_id, OLD.available, NEW.available);
  END IF;
END ;;

CREATE TRIGGER orders_after_update AFTER UPDATE ON orders FOR EACH ROW
BEGIN
  IF OLD.status <> NEW.status THEN
    INSERT INTO order_history (order_id, status, comment) VALUES (NEW.id, NEW.status, NULL);
  END IF;
END ;;

DELIMITER ;
