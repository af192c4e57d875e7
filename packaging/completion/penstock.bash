# bash completion of penstock. Beside it: the same for zsh and fish. tools/check_docs compares all
# three with src/cli/commands.
_penstock() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words=''
  case $before in
    --config | --image)
      mapfile -t COMPREPLY < <(compgen -f -- "$word")
      return
      ;;
    --site | --directory | --include | --sdk)
      mapfile -t COMPREPLY < <(compgen -d -- "$word")
      return
      ;;
    --level) words='error warning info' ;;
    --log) words='Application System' ;;
    --port | --source | --since | --until | --limit | --define | --compiler | --jobs | --timeout) return ;;
  esac
  if [[ -z $words ]]; then
    case ${COMP_WORDS[1]-} in
      serve) words='--config --site --port --help' ;;
      events)
        words='--config --directory --log --source --level --since --until --limit --follow --json
          --help'
        ;;
      module)
        case ${COMP_WORDS[2]-} in
          list) words='--config --json --help' ;;
          install) words='--config --image --help' ;;
          uninstall) words='--config --help' ;;
          *) words='list install uninstall --help' ;;
        esac
        ;;
      port-check)
        if [[ $word != -* ]]; then
          mapfile -t COMPREPLY < <(compgen -f -- "$word")
          return
        fi
        words='--include --define --compiler --sdk --jobs --timeout --json --help'
        ;;
      version) words='--json --help' ;;
      *) words='serve module events port-check version --help' ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o filenames -F _penstock penstock
