// The configuration of the one server: services, ports, persistence and dynamic settings, made from the options.

package main

import (
	"fmt"
	"maps"
	"net"
	"path/filepath"
	"strconv"
	"strings"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/metrics"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/common/testing/freeport"
)

const (
	store       = "sqlite"
	clusterName = "active"
)

// serverConfig is the server's own configuration: one shard, everything inside on loopback, one SQLite database.
func serverConfig(opts *options) *config.Config {
	conf := &config.Config{
		Persistence: config.Persistence{
			DefaultStore:     store,
			VisibilityStore:  store,
			NumHistoryShards: 1,
			DataStores:       map[string]config.DataStore{store: {SQL: sqlConfig(opts)}},
		},
		ClusterMetadata: clusterMetadata(opts),
		Services: map[string]config.Service{
			"frontend": {RPC: config.RPC{GRPCPort: opts.port, BindOnIP: opts.ip, HTTPPort: httpPort(opts)}},
			"history":  inner(),
			"matching": inner(),
			"worker":   inner(),
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		PublicClient:        config.PublicClient{HostPort: opts.frontendAddress()},
	}
	conf.Archival.History.State = "disabled"
	conf.Archival.Visibility.State = "disabled"
	conf.NamespaceDefaults.Archival.History.State = "disabled"
	conf.NamespaceDefaults.Archival.Visibility.State = "disabled"
	if opts.metricsPort > 0 {
		conf.Global.Metrics = &metrics.Config{Prometheus: &metrics.PrometheusConfig{
			ListenAddress: net.JoinHostPort(opts.ip, strconv.Itoa(opts.metricsPort)),
			HandlerPath:   "/metrics",
		}}
	}
	return conf
}

// httpPort gives the server the HTTP form of its service, which it wants for its own callbacks, but never opens it to other machines.
func httpPort(opts *options) int {
	if !net.ParseIP(opts.ip).IsLoopback() {
		return 0
	}
	return freeport.MustGetFreePort()
}

func inner() config.Service {
	return config.Service{RPC: config.RPC{GRPCPort: freeport.MustGetFreePort(), BindOnLocalHost: true}}
}

func clusterMetadata(opts *options) *cluster.Config {
	return &cluster.Config{
		FailoverVersionIncrement: 10,
		MasterClusterName:        clusterName,
		CurrentClusterName:       clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{
			clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: opts.frontendAddress()},
		},
	}
}

func sqlConfig(opts *options) *config.SQL {
	conf := &config.SQL{PluginName: sqliteplugin.PluginName}
	if opts.database == "" {
		conf.DatabaseName = "gridcase"
		conf.ConnectAttributes = map[string]string{"mode": "memory", "cache": "shared"}
	} else {
		conf.DatabaseName = uriPath(opts.database)
		// FULL: an act that was acknowledged survives a power cut, not only the end of the process.
		conf.ConnectAttributes = map[string]string{"mode": "rwc", "journal_mode": "wal", "synchronous": "full"}
	}
	maps.Copy(conf.ConnectAttributes, opts.pragmas)
	return conf
}

// uriPath escapes what SQLite would read as part of its URI and not of the file's name.
func uriPath(path string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.ToSlash(path))
}

func staticHosts(opts *options, conf *config.Config) map[primitives.ServiceName]static.Hosts {
	hosts := map[primitives.ServiceName]static.Hosts{}
	for name, service := range conf.Services {
		hosts[primitives.ServiceName(name)] = static.SingleLocalHost(fmt.Sprintf("%s:%d", loopback, service.RPC.GRPCPort))
	}
	hosts[primitives.FrontendService] = static.SingleLocalHost(opts.frontendAddress())
	return hosts
}

// dynamicConfig starts from what suits one shard on one machine; the command line has the last word.
func dynamicConfig(opts *options) dynamicconfig.Client {
	values := dynamicconfig.StaticClient{
		// Timers fire on time, not up to a second late; skipped time passes twenty times faster.
		dynamicconfig.TimerProcessorMaxTimeShift.Key(): "20ms",
		// The default of 20 a second for each shard makes a task that follows another wait 50 ms when there is one shard.
		dynamicconfig.TransferProcessorMaxPollRPS.Key():                  1000,
		dynamicconfig.HistoryCacheHostLevelMaxSize.Key():                 8192,
		dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): 100,
	}
	for key, value := range opts.dynamicConfig {
		values[dynamicconfig.MakeKey(key)] = value
	}
	return values
}
