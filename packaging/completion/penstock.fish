# fish completion of penstock. Beside it: the same for bash and zsh. tools/check_docs compares all
# three with src/cli/commands.
set -l commands serve module events port-check version
set -l actions list install uninstall

complete -c penstock -f -l help -d 'Show help'
complete -c penstock -f -n "not __fish_seen_subcommand_from $commands" -a serve -d 'Run the server'
complete -c penstock -f -n "not __fish_seen_subcommand_from $commands" -a module -d 'Native modules'
complete -c penstock -f -n "not __fish_seen_subcommand_from $commands" -a events -d 'Show the event log'
complete -c penstock -f -n "not __fish_seen_subcommand_from $commands" -a port-check -d 'Try sources of modules'
complete -c penstock -f -n "not __fish_seen_subcommand_from $commands" -a version -d 'Show the version'

complete -c penstock -n '__fish_seen_subcommand_from serve module events' -rF -l config -d 'Configuration'

complete -c penstock -n '__fish_seen_subcommand_from serve' -xa '(__fish_complete_directories)' -l site -d 'Serve a folder'
complete -c penstock -n '__fish_seen_subcommand_from serve' -x -l port -d 'Port of --site'

complete -c penstock -n '__fish_seen_subcommand_from events' -xa '(__fish_complete_directories)' -l directory -d 'Directory of the event log'
complete -c penstock -n '__fish_seen_subcommand_from events' -xa 'Application System' -l log -d 'Only this log'
complete -c penstock -n '__fish_seen_subcommand_from events' -x -l source -d 'Only this source'
complete -c penstock -n '__fish_seen_subcommand_from events' -xa 'error warning info' -l level -d 'Only these levels'
complete -c penstock -n '__fish_seen_subcommand_from events' -x -l since -d 'From this time'
complete -c penstock -n '__fish_seen_subcommand_from events' -x -l until -d 'Until this time'
complete -c penstock -n '__fish_seen_subcommand_from events' -x -l limit -d 'The newest N'
complete -c penstock -n '__fish_seen_subcommand_from events' -f -l follow -d 'Go on with the events to come'
complete -c penstock -n '__fish_seen_subcommand_from events list port-check version' -f -l json -d 'As JSON'

complete -c penstock -n '__fish_seen_subcommand_from port-check' -F
complete -c penstock -n '__fish_seen_subcommand_from port-check' -xa '(__fish_complete_directories)' -l include -d 'Folder of headers'
complete -c penstock -n '__fish_seen_subcommand_from port-check' -xa '(__fish_complete_directories)' -l sdk -d 'Headers of the SDK'
complete -c penstock -n '__fish_seen_subcommand_from port-check' -x -l define -d 'Macro'
complete -c penstock -n '__fish_seen_subcommand_from port-check' -x -l compiler -d 'C++ compiler'
complete -c penstock -n '__fish_seen_subcommand_from port-check' -x -l jobs -d 'How many at a time'
complete -c penstock -n '__fish_seen_subcommand_from port-check' -x -l timeout -d 'Seconds for a step'

complete -c penstock -f -n "__fish_seen_subcommand_from module; and not __fish_seen_subcommand_from $actions" -a "$actions"
complete -c penstock -n '__fish_seen_subcommand_from install' -rF -l image -d 'Shared library'
