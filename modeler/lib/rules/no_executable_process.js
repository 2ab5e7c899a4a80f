'use strict';

module.exports = require('../rules').ruleOf('no_executable_process');
