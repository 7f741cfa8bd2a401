// The engine as one process: server and web page started together, and stopped in order.

package main

import (
	"fmt"
	"net"
	"strconv"
	"time"

	uiserver "github.com/temporalio/ui-server/v2/server"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	uioptions "github.com/temporalio/ui-server/v2/server/server_options"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/temporal"
	"go.uber.org/zap"
)

const pagePatience = 10 * time.Second

// engine is the running server, its page and the claim on its file.
type engine struct {
	server temporal.Server
	page   *uiserver.Server
	claim  *claim
	level  zap.AtomicLevel
}

// start brings everything up; when it returns, the service answers.
func start(opts *options) (*engine, error) {
	if err := checkAddresses(opts); err != nil {
		return nil, err
	}
	file, err := claimFile(opts.database)
	if err != nil {
		return nil, err
	}
	conf := serverConfig(opts)
	if err := prepareDatabase(opts, conf); err != nil {
		return nil, err
	}
	logger, level, err := newLogger(opts)
	if err != nil {
		return nil, err
	}
	server, err := newServer(opts, conf, logger)
	if err != nil {
		return nil, err
	}
	page, err := startPage(opts)
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	return &engine{server: server, page: page, claim: file, level: level}, nil
}

func (e *engine) stop() error {
	// Its own pollers complain of the end of the service they poll; that is no news.
	e.level.SetLevel(max(e.level.Level(), zap.ErrorLevel))
	if e.page != nil {
		e.page.Stop()
	}
	if err := e.server.Stop(); err != nil {
		return err
	}
	return e.claim.release()
}

// checkAddresses says which address is taken before the server, which would only log a fatal line.
func checkAddresses(opts *options) error {
	if err := checkFree("--port", opts.ip, opts.port); err != nil {
		return err
	}
	if opts.headless {
		return nil
	}
	return checkFree("--ui-port", opts.uiIP, opts.uiPort)
}

func checkFree(name, ip string, port int) error {
	listener, err := net.Listen("tcp", net.JoinHostPort(ip, strconv.Itoa(port)))
	if err != nil {
		return fmt.Errorf("地址 %s 无法监听，可能已被占用，请停掉占用它的程序或用 %s 另选端口（%w）",
			net.JoinHostPort(ip, strconv.Itoa(port)), name, err)
	}
	return listener.Close()
}

func newServer(opts *options, conf *config.Config, logger log.Logger) (temporal.Server, error) {
	authorizer, err := authorization.GetAuthorizerFromConfig(&conf.Global.Authorization)
	if err != nil {
		return nil, err
	}
	claimMapper, err := authorization.GetClaimMapperFromConfig(&conf.Global.Authorization, logger)
	if err != nil {
		return nil, err
	}
	return temporal.NewServer(
		temporal.WithConfig(conf),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(staticHosts(opts, conf)),
		temporal.WithLogger(logger),
		temporal.WithAuthorizer(authorizer),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return claimMapper }),
		temporal.WithDynamicConfigClient(dynamicConfig(opts)),
	)
}

// newLogger never goes above fatal: the server ends itself through its logger. The level it returns can be raised later.
func newLogger(opts *options) (log.Logger, zap.AtomicLevel, error) {
	format, name := "console", opts.logLevel
	if opts.logFormat == "json" {
		format = "json"
	}
	if name == "never" {
		name = "fatal"
	}
	level, err := zap.ParseAtomicLevel(name)
	if err != nil {
		return nil, level, err
	}
	logger := log.BuildZapLogger(log.Config{Format: format, Level: name}).WithOptions(zap.IncreaseLevel(level))
	return log.NewZapLogger(logger), level, nil
}

// startPage goes before the service: whoever finds the service ready finds the page too.
func startPage(opts *options) (*uiserver.Server, error) {
	if opts.headless {
		return nil, nil
	}
	page := uiserver.NewServer(uioptions.WithConfigProvider(&uiconfig.Config{
		TemporalGRPCAddress: opts.frontendAddress(),
		Host:                hostOf(opts.uiIP),
		Port:                opts.uiPort,
		EnableUI:            true,
		DefaultNamespace:    opts.namespaces[0],
		CORS:                uiconfig.CORS{CookieInsecure: true},
		DisableNewsFetch:    true,
		HideLogs:            true,
	}))
	// Its Start blocks, and ends the process itself when it cannot listen.
	go func() { _ = page.Start() }()
	return page, awaitListening(opts.uiAddress())
}

func awaitListening(address string) error {
	var connection net.Conn
	var err error
	for end := time.Now().Add(pagePatience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if connection, err = net.Dial("tcp", address); err == nil {
			return connection.Close()
		}
	}
	return fmt.Errorf("页面未能在 %s 开始服务：%w", address, err)
}

func hostOf(ip string) string {
	if net.ParseIP(ip).To4() == nil {
		return "[" + ip + "]"
	}
	return ip
}
