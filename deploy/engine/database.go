// The SQLite file: claimed by one engine at a time, its schema written once and stamped, another stamp refused.

package main

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin"
	"go.temporal.io/server/schema/sqlite"
)

// schemaStamp is left in the file (PRAGMA user_version) so that a file of another schema is refused and not damaged.
func schemaStamp() (int, error) {
	var major, minor int
	if _, err := fmt.Sscanf(sqlite.Version, "%d.%d", &major, &minor); err != nil {
		return 0, fmt.Errorf("无法读取数据库结构版本 %q：%w", sqlite.Version, err)
	}
	return major*1000 + minor, nil
}

// claim keeps a second engine off the same file: two would take the one shard from each other.
type claim struct{ lock *flock.Flock }

func claimFile(database string) (*claim, error) {
	if database == "" {
		return &claim{}, nil
	}
	if err := os.MkdirAll(filepath.Dir(database), 0o750); err != nil {
		return nil, fmt.Errorf("无法建立数据库文件所在的目录：%w", err)
	}
	lock := flock.New(database + ".lock")
	taken, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("无法锁定数据库文件 %s：%w", database, err)
	}
	if !taken {
		return nil, fmt.Errorf("数据库文件 %s 正由另一个引擎使用，请先停掉它，或用 --db-filename 另选文件", database)
	}
	return &claim{lock: lock}, nil
}

func (c *claim) release() error {
	if c.lock == nil {
		return nil
	}
	return c.lock.Unlock()
}

// prepareDatabase makes the tables, the namespaces and the search attributes before the server asks for them.
func prepareDatabase(opts *options, conf *config.Config) error {
	if opts.database != "" {
		if err := prepareFile(opts.database); err != nil {
			return fmt.Errorf("数据库文件 %s 无法使用：%w", opts.database, err)
		}
	}
	return prepareNamespaces(opts, conf.Persistence.DataStores[store].SQL)
}

// prepareFile makes the tables in one transaction, so that an end in the middle leaves an empty file and not half a schema.
func prepareFile(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", "file:"+uriPath(path))
	if err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return errors.Join(err, db.Close())
	}
	if err := writeSchema(tx); err != nil {
		return errors.Join(err, tx.Rollback(), db.Close())
	}
	return errors.Join(tx.Commit(), db.Close())
}

func writeSchema(tx *sql.Tx) error {
	var tables, stamp int
	if err := tx.QueryRow("SELECT count(*) FROM sqlite_master WHERE type = 'table'").Scan(&tables); err != nil {
		return err
	}
	if err := tx.QueryRow("PRAGMA user_version").Scan(&stamp); err != nil {
		return err
	}
	expected, err := schemaStamp()
	if err != nil {
		return err
	}
	if tables > 0 {
		return checkStamp(stamp, expected)
	}
	if err := sqlite.SetupSchemaOnDB(schemaWriter{tx: tx}); err != nil {
		return err
	}
	_, err = tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", expected))
	return err
}

// checkStamp lets a file without a stamp pass: `temporal server start-dev` leaves none.
func checkStamp(stamp, expected int) error {
	if stamp == 0 || stamp == expected {
		return nil
	}
	return fmt.Errorf("文件的数据库结构版本为 %d，本引擎需要 %d；请用建立该文件的引擎版本打开，或另选文件", stamp, expected)
}

// schemaWriter lets the server's own schema run inside our transaction.
type schemaWriter struct {
	sqlplugin.AdminDB
	tx *sql.Tx
}

func (w schemaWriter) Exec(statement string, args ...any) error {
	_, err := w.tx.Exec(statement, args...)
	return err
}
