// The namespace of Gridcase: made or amended before the server starts, with retention and search attributes.

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	persistencespb "go.temporal.io/server/api/persistence/v1"
	"go.temporal.io/server/common"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/persistence"
	"go.temporal.io/server/common/persistence/serialization"
	sqlstore "go.temporal.io/server/common/persistence/sql"
	"go.temporal.io/server/common/resolver"
	"go.temporal.io/server/common/searchattribute/sadefs"
	"google.golang.org/protobuf/types/known/durationpb"
)

// prepareNamespaces makes the namespaces or brings existing ones up to date; it writes only what is missing.
func prepareNamespaces(opts *options, conf *config.SQL) error {
	serializer := serialization.NewSerializer()
	logger := log.NewNoopLogger()
	factory := sqlstore.NewFactory(*conf, resolver.NewNoopResolver(), clusterName, logger, metrics.NoopMetricsHandler, serializer)
	defer factory.Close()
	metadata, err := factory.NewMetadataStore()
	if err != nil {
		return fmt.Errorf("无法打开数据库：%w", err)
	}
	manager := persistence.NewMetadataManagerImpl(metadata, serializer, logger, clusterName)
	for _, name := range opts.namespaces {
		if err := prepareNamespace(context.Background(), manager, name, opts); err != nil {
			return fmt.Errorf("命名空间 %s 无法准备：%w", name, err)
		}
	}
	return nil
}

func prepareNamespace(ctx context.Context, manager persistence.MetadataManager, name string, opts *options) error {
	found, err := manager.GetNamespace(ctx, &persistence.GetNamespaceRequest{Name: name})
	var missing *serviceerror.NamespaceNotFound
	if errors.As(err, &missing) {
		return createNamespace(ctx, manager, name, opts)
	}
	if err != nil {
		return err
	}
	changed, err := amend(found.Namespace.Config, opts)
	if err != nil || !changed {
		return err
	}
	metadata, err := manager.GetMetadata(ctx)
	if err != nil {
		return err
	}
	return manager.UpdateNamespace(ctx, &persistence.UpdateNamespaceRequest{
		Namespace:           found.Namespace,
		IsGlobalNamespace:   found.IsGlobalNamespace,
		NotificationVersion: metadata.NotificationVersion,
	})
}

func createNamespace(ctx context.Context, manager persistence.MetadataManager, name string, opts *options) error {
	detail := &persistencespb.NamespaceDetail{
		Info: &persistencespb.NamespaceInfo{
			Id:    uuid.NewString(),
			Name:  name,
			State: enumspb.NAMESPACE_STATE_REGISTERED,
		},
		Config: &persistencespb.NamespaceConfig{
			Retention:               durationpb.New(defaultRetention),
			HistoryArchivalState:    enumspb.ARCHIVAL_STATE_DISABLED,
			VisibilityArchivalState: enumspb.ARCHIVAL_STATE_DISABLED,
		},
		ReplicationConfig: &persistencespb.NamespaceReplicationConfig{
			ActiveClusterName: clusterName,
			Clusters:          []string{clusterName},
		},
		FailoverVersion:             common.EmptyVersion,
		FailoverNotificationVersion: -1,
	}
	if _, err := amend(detail.Config, opts); err != nil {
		return err
	}
	_, err := manager.CreateNamespace(ctx, &persistence.CreateNamespaceRequest{Namespace: detail})
	return err
}

// amend writes the asked retention and the missing search attributes into conf, and says whether anything changed.
func amend(conf *persistencespb.NamespaceConfig, opts *options) (bool, error) {
	changed, err := addAliases(conf, opts.searchAttributes)
	if err != nil {
		return false, err
	}
	if opts.retention == 0 || opts.retention == conf.Retention.AsDuration() {
		return changed, nil
	}
	conf.Retention = durationpb.New(opts.retention)
	return true, nil
}

// addAliases gives each asked attribute a free column of its type; one that stands already must have the same type.
func addAliases(conf *persistencespb.NamespaceConfig, asked map[string]enumspb.IndexedValueType) (bool, error) {
	columns := sadefs.GetDBIndexSearchAttributes(nil).CustomSearchAttributes
	if conf.CustomSearchAttributeAliases == nil {
		conf.CustomSearchAttributeAliases = map[string]string{}
	}
	aliases := conf.CustomSearchAttributeAliases
	standing := map[string]enumspb.IndexedValueType{}
	for column, name := range aliases {
		standing[name] = columns[column]
	}
	changed := false
	for name, kind := range asked {
		if present, ok := standing[name]; ok {
			if present != kind {
				return false, fmt.Errorf("检索属性 %s 已登记为 %s，不能改为 %s", name, present, kind)
			}
			continue
		}
		column, err := freeColumn(columns, aliases, kind)
		if err != nil {
			return false, fmt.Errorf("检索属性 %s 无法登记：%w", name, err)
		}
		aliases[column] = name
		changed = true
	}
	return changed, nil
}

func freeColumn(
	columns map[string]enumspb.IndexedValueType, taken map[string]string, kind enumspb.IndexedValueType,
) (string, error) {
	var free []string
	count := 0
	for column, columnKind := range columns {
		if columnKind != kind {
			continue
		}
		count++
		if _, used := taken[column]; !used {
			free = append(free, column)
		}
	}
	if len(free) == 0 {
		return "", fmt.Errorf("%s 类型的检索属性最多 %d 个", kind, count)
	}
	return slices.Min(free), nil
}
