// Command gridcase-engine is the embedded workflow engine of Gridcase: a Temporal server and its web page in one process on SQLite.
//
// It takes the flags of `temporal server start-dev` that are used here, so that the SDK and a plain process manager can both run it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	uiversion "github.com/temporalio/ui-server/v2/server/version"
	"go.temporal.io/server/common/headers"
)

const usage = `用法：
  gridcase-engine server start-dev [选项]   启动引擎
  gridcase-engine --version                 显示版本

选项：
`

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "引擎未能启动："+err.Error())
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	switch {
	case len(args) == 1 && (args[0] == "--version" || args[0] == "-v"):
		_, err := fmt.Fprintln(out, versionLine())
		return err
	case len(args) >= 2 && args[0] == "server" && args[1] == "start-dev":
		opts, err := parse(args[2:], out)
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		if err != nil {
			return err
		}
		return serve(opts, out)
	default:
		return errors.New("命令应为 “server start-dev [选项]” 或 “--version”")
	}
}

// versionLine has the shape of `temporal --version`, so that one reader understands both.
func versionLine() string {
	return fmt.Sprintf("gridcase-engine version %s (Server %s, UI %s)",
		headers.ServerVersion, headers.ServerVersion, uiversion.UIVersion)
}

// serve runs the engine until it is told to stop; a second signal ends it at once.
func serve(opts *options, out io.Writer) error {
	stop := make(chan os.Signal, 2)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	engine, err := start(opts)
	if err != nil {
		return err
	}
	announce(opts, out)
	<-stop
	go func() {
		<-stop
		os.Exit(1)
	}()
	fmt.Fprintln(out, "正在停止引擎……")
	return engine.stop()
}

func announce(opts *options, out io.Writer) {
	fmt.Fprintf(out, "引擎已就绪：%s\n", opts.frontendAddress())
	if !opts.headless {
		fmt.Fprintf(out, "引擎页面：http://%s\n", opts.uiAddress())
	}
	if opts.database == "" {
		fmt.Fprintln(out, "数据只在内存中，停止后不保留；如需保留，请用 --db-filename 指定文件。")
	}
}
