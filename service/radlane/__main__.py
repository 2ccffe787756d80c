"""`python -m radlane`."""

import signal


def main() -> None:
    """Run the command line.

    It is imported here, because the process that decodes imports the main module again, and has no need of it. While it
    is, Ctrl-C ends the process like any other: there is nothing yet to put in order.
    """
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:  # in the background it is ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from radlane.cli import main as run_command_line

    signal.signal(signal.SIGINT, handler)
    run_command_line()


if __name__ == "__main__":
    main()
